"""What stands before Streamlit on the way of a request: who may pass, and what a page may load."""

import logging
import sys
import traceback
from html import escape
from typing import Any, Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.web import demo, entry, providers
from ediary_analytics.web.front import arrivals, login

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
_POLICY_VIOLATION: Final = 1008
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "Referrer-Policy": "same-origin",  # with none at all, browsers do not say where a form comes from
    "X-Content-Type-Options": "nosniff",
}


class Gate:
    """Lets nobody past without a session but to the log-in, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":
            if await run_in_threadpool(_may_connect, HTTPConnection(scope)):
                await self.app(scope, receive, send)
            else:
                await WebSocket(scope, receive, send).close(code=_POLICY_VIOLATION)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        turned_away = await run_in_threadpool(_turn_away, Request(scope))
        await (turned_away or self.app)(scope, receive, send_with_headers)


def _may_connect(request: HTTPConnection) -> bool:
    return demo.is_on() or entry.account(request) is not None


def _turn_away(request: Request) -> Response | None:
    """What a request gets that may not pass; None where it may."""
    path = request.url.path
    if demo.is_on() or entry.is_open(path):
        return None
    asks_for_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    if asks_for_page and providers.is_offered(request):
        return RedirectResponse(arrivals.ARRIVED, status_code=303)
    account = entry.account(request)
    if account is not None:
        return None if entry.may_fetch(path, account) else PlainTextResponse("", status_code=403)
    if not asks_for_page:
        return PlainTextResponse("", status_code=401)
    wanted = f"{path}?{request.url.query}" if request.url.query else path
    return RedirectResponse(login.address(wanted), status_code=303)


def middleware() -> list[Middleware]:
    """For :class:`streamlit.App`."""
    return [Middleware(Gate)]


def on_script_error(error: Exception) -> bool:
    """What a person can mend is said to them; of a fault of ours, where it happened goes to the terminal."""
    if isinstance(error, EdiaryError):
        _tell(str(error))
        return True
    print(_where(error), file=sys.stderr)  # noqa: T201
    told = _("Something went wrong here; what is shown may be incomplete. Load the page anew.")
    _tell(told)
    return True


def log_record(*parts: Any, **more: Any) -> logging.LogRecord:
    """For ``logging.setLogRecordFactory``: of an error where it happened, and nothing that it says.

    Streamlit writes down what went wrong while a file was made for download, uvicorn what did in a request of ours.
    """
    record = logging.LogRecord(*parts, **more)
    if record.exc_info and (error := record.exc_info[1]):
        record.exc_text, record.exc_info = _where(error), None
    return record


def _where(error: BaseException) -> str:
    """Frames only, also of what led to it: the message of an error may hold a pupil's data."""
    led = f"{_where(before)}\n" if (before := error.__cause__ or error.__context__) else ""
    return "\n".join([f"{led}{type(error).__name__}", *traceback.format_tb(error.__traceback__)])


def _tell(told: str) -> None:
    st.html(f'<div class="ed-note" role="alert"><p>{escape(told)}</p></div>')
