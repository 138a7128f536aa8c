"""The archive: departed pupils with their results, and what of archiving is due."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.archive import page, words

viewer = guard.require("archive")
chosen = choices.standing(viewer)
found = page.look(chosen)

components.title(words.answer(found), words.under(chosen))
components.tiles(words.tiles(found))
page.departed(found, chosen)
page.due(found, chosen)
components.foot(words.definitions())
