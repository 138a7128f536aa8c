"""The access log: who came in, saw which named pupils, took what away, and changed what."""

from ediary_analytics.web import components, demo, guard
from ediary_analytics.web.access_log import page, words

viewer = guard.require("access_log")
asked = page.ask(viewer)
found = page.read(asked)

components.title(words.answer(found), words.under(asked))
if demo.is_on():
    components.note(*words.in_demonstration())
components.tiles(words.tiles(found))
page.lines(asked, found)
components.foot(words.definitions())
