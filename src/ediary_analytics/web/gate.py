"""What stands before Streamlit on the way of a request: the key in an address, and what a page may load."""

import os
import sys
import traceback
from html import escape
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ediary_analytics.i18n import _
from ediary_analytics.web import keys

# Scripts and styles of Streamlit's own stand inline and are compiled in the browser (charts, components).
_POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws://127.0.0.1:* ws://localhost:*",
    "worker-src": "'self' blob:",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Gate:
    """Takes the key out of an address into a cookie of this browser, and sets the headers of every answer.

    The key thus survives a reload and never stays in the browser's history.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (_without_key(Request(scope)) or self.app)(scope, receive, send_with_headers)


def _without_key(request: Request) -> RedirectResponse | None:
    """To the same address without its key; the cookie goes along when the key is right."""
    given = request.query_params.get(keys.PARAMETER)
    if given is None or request.method != "GET":
        return None
    rest = QueryParams([(name, value) for name, value in request.query_params.multi_items() if name != keys.PARAMETER])
    answer = RedirectResponse(f"{request.url.path}?{rest}" if str(rest) else request.url.path, status_code=303)
    key = os.environ.get(keys.KEY_VARIABLE, "")
    if keys.is_key(given, key):
        answer.set_cookie(keys.COOKIE, keys.token(key), httponly=True, samesite="strict")
    return answer


def middleware() -> list[Middleware]:
    """For :class:`streamlit.App`."""
    return [Middleware(Gate)]


def on_script_error(error: Exception) -> bool:
    """A fault of ours: where it happened goes to the terminal, the reader is told what to do."""
    # frames only: the message of an error may hold a pupil's data
    print(type(error).__name__, *traceback.format_tb(error.__traceback__), sep="\n", file=sys.stderr)  # noqa: T201
    told = _("Something went wrong here; what is shown may be incomplete. Load the page anew.")
    st.html(f'<div class="ed-note" role="alert"><p>{escape(told)}</p></div>')
    return True
