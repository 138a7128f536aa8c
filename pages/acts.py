"""The register of acts: what was changed after a lock without an act, drafts to sign, signed acts."""

from ediary_analytics.web import choices, components, guard
from ediary_analytics.web.acts import found, page, words

viewer = guard.require("acts")
now = found.look(viewer, choices.place(viewer))

components.title(words.answer(now), words.under(now))
components.tiles(words.tiles(now))
page.seen(now)
page.waiting(now, viewer)
page.drafts(now, viewer)
page.signed(now, viewer)
if missing := words.lacking(now):
    components.note(*missing)
components.foot(words.definitions())
