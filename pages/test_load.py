"""The load of tests: where they meet, how many come, which were announced in time."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.test_load import page, words

viewer = guard.require("test_load")
found = page.choose(choices.place(viewer))

components.title(words.answer(found), words.under(found))
components.tiles(words.tiles(found))
page.weeks(found)
page.classes(found, viewer)
page.foot(found)
