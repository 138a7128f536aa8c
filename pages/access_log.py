"""The access log: who came in, saw which named pupils, took what away, and changed what."""

from ediary_analytics.web import components, demo, guard, log_page, log_words

viewer = guard.require("access_log")
asked = log_page.ask(viewer)
found = log_page.read(asked)

components.title(log_words.answer(found), log_words.under(asked))
if demo.is_on():
    components.note(*log_words.in_demonstration())
components.tiles(log_words.tiles(found))
log_page.lines(asked, found)
components.foot(log_words.definitions())
