"""Schools side by side: attendance, success, and whether parents look into the diary."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.schools import page, words

viewer = guard.require("schools")
found = page.choose(choices.everywhere(viewer))

components.title(words.answer(found), words.under(found))
components.tiles(words.tiles(found))
page.schools(found)
page.foot(found)
