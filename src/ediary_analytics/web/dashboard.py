"""The process that serves the dashboard; started by :mod:`ediary_analytics.web.server`, which says where it listens."""

import logging
import sys
from typing import Final

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

# imported for nothing but the time: the first visitor finds it loaded
from ediary_analytics import access, charts  # noqa: F401
from ediary_analytics.answers import fill_check  # noqa: F401
from ediary_analytics.paths import shipped
from ediary_analytics.web import demo, gate, providers, settings, theme
from ediary_analytics.web.front import account, answers, arrivals, invitations, login

OPTIONS: Final[dict[str, object]] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.enableStaticServing": False,
    "server.maxUploadSize": 300,  # MB a file: ten school years as CSV, held in memory while they are looked at
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,  # a full collection after each rerun costs more than the page itself
    "logger.level": "warning",
    "logger.hideWelcomeMessage": True,
}


def main(port: int) -> None:
    """Serve until stopped."""
    logging.setLogRecordFactory(gate.log_record)
    script = shipped("app.py")
    # no page of another site may reach us by a name of its own
    where = {"server.port": port, "server.allowedHosts": settings.hosts()}
    # Streamlit would run the files of pages/ by their address alone until app.py has called st.navigation once.
    # Each of them has its guard; this keeps them from being run without app.py at all.
    PagesManager.uses_pages_directory = False
    sys.argv = [str(script)]
    st.App(
        script,
        routes=[*login.routes(), *arrivals.routes(), *invitations.routes(), *account.routes()],
        middleware=gate.middleware(),
        on_script_error=gate.on_script_error,
        secrets={} if demo.is_on() else providers.secrets(answers.register(), port),
    ).run(config={**OPTIONS, **theme.streamlit_options(), **where})


if __name__ == "__main__":
    main(int(sys.argv[1]))
