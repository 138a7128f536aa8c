"""Progress: how classes do in a subject over a term, and where it falls."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.class_progress import page, words

viewer = guard.require("class_progress")
found = page.choose(choices.place(viewer))

components.title(words.answer(found), words.under(found))
components.tiles(words.tiles(found))
page.pictures(found)
page.lines(found)
page.foot(found)
