"""My duties: what is still to be entered, oldest first, by what is to be done; what is due soon; what came late."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.my_duties import page, words

viewer = guard.require("my_duties")
chosen = choices.standing(viewer)
found, classes = page.worklist(chosen), page.only_of(chosen)

components.title(words.answer(found, classes), words.under(chosen, classes))
components.tiles(words.tiles(found))
page.undone(found, chosen)
page.soon(found, chosen)
page.late(found, chosen)
if found.unchecked:
    components.note(*words.unchecked(found))
components.foot(words.definitions(classes))
