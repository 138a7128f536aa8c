"""Logging in and out."""

import datetime as dt
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ediary_analytics import i18n
from ediary_analytics.i18n import _
from ediary_analytics.register import sessions
from ediary_analytics.web import cookies, entry
from ediary_analytics.web.front import answers
from ediary_analytics.web.front.forms import Field, Form

LOGIN: Final = "/login"
LOGOUT: Final = "/logout"
#: Where to go after logging in.
NEXT: Final = "next"


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route(LOGIN, answers.to_page(_show), methods=["GET"]),
        Route(LOGIN, answers.to_form(_log_in), methods=["POST"]),
        Route(LOGOUT, answers.to_form(_log_out), methods=["POST"]),
    ]


def address(page: str) -> str:
    """Where to log in before that page."""
    return LOGIN + after(page)


def after(page: str) -> str:
    """What the address of a log-in takes along so that it ends at that page."""
    return f"?{NEXT}={quote(page, safe='')}" if page != "/" else ""


def _show(request: Request, problem: str = "", status: int = 200) -> Response:
    from ediary_analytics.web.front import arrivals  # noqa: PLC0415  (which comes back here)

    fields = (
        Field("login", _("Login"), autocomplete="username"),
        Field("password", _("Password"), kind="password", autocomplete="current-password"),
    )
    form = Form(_("Log in"), fields, {NEXT: wanted(request)})
    return answers.show(
        _("Log in to e-diary analytics"), [form], problem=problem, status=status, others=arrivals.buttons(request)
    )


def _log_in(request: Request) -> Response:
    source = request.client.host if request.client else ""
    login, password = answers.sent(request, "login"), answers.sent(request, "password")
    found = sessions.log_in(answers.register(), login, password, answers.now(), source=source)
    if isinstance(found, sessions.Session):
        return answers.welcome(request, found, wanted(request))
    return _show(request, _refusal(found.wait), 401)


def _refusal(wait: dt.timedelta) -> str:
    wrong = _("The login or the password is wrong.")
    if not wait:
        return wrong
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    told = i18n.ngettext("Try again in {n} minute.", "Try again in {n} minutes.", minutes).format(n=minutes)
    return f"{wrong} {told}"


def _log_out(request: Request) -> Response:
    entry.leave(request)
    return gone()


def gone() -> Response:
    """Back to the log-in, without a session."""
    answer = RedirectResponse(LOGIN, status_code=303)
    answer.delete_cookie(cookies.NAME)
    return answer


def wanted(request: Request) -> str:
    """Where to go afterwards."""
    return local(request.query_params.get(NEXT) or answers.sent(request, NEXT))


def local(asked: str) -> str:
    """That address where it is one of this server; else its front page."""
    parts = urlsplit(asked)
    if not asked.startswith("/") or asked.startswith(("//", "/\\")) or parts.netloc or parts.scheme:
        return "/"
    return asked
