"""Logins: who looks into the diary, who never has, and for whom reports are printed."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.logins import page, words

viewer = guard.require("logins")
found = page.choose(choices.place(viewer))

components.title(words.answer(found), words.under(found))
components.tiles(words.tiles(found))
page.weeks(found)
page.classes(found, viewer)
page.foot(found)
