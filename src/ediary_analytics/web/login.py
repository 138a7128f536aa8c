"""The pages before the dashboard: logging in and out, setting a password, the first administrator.

They are plain HTML from this server, without a script, so that the cookie can be out of reach of scripts.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ediary_analytics import i18n, paths
from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.register import links, sessions
from ediary_analytics.register.store import Register, open_register
from ediary_analytics.web import cookies, login_forms
from ediary_analytics.web.login_forms import Field

LOGIN: Final = "/login"
LOGOUT: Final = "/logout"
FIRST: Final = "/setup"
PASSWORD: Final = "/password"  # noqa: S105  (an address)
#: Where to go after logging in.
NEXT: Final = "next"
_LANGUAGE: Final = "ediary_lang"
_Answer = Callable[[Request], Response]


def register() -> Register:
    """The register of the data directory that is served."""
    return open_register(paths.data_dir())


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def routes() -> list[Route]:
    """For :class:`streamlit.App`."""
    return [
        Route(LOGIN, _page(_show_login), methods=["GET"]),
        Route(LOGIN, _form(_log_in), methods=["POST"]),
        Route(LOGOUT, _form(_log_out), methods=["POST"]),
        Route(FIRST, _page(_show_first), methods=["GET"]),
        Route(FIRST, _form(_make_first), methods=["POST"]),
        Route(PASSWORD, _page(_show_password), methods=["GET"]),
        Route(PASSWORD, _form(_set_password), methods=["POST"]),
    ]


def _page(answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        return await run_in_threadpool(_in_language, answer, request)

    return handle


def _form(answer: _Answer) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        request.state.form = {name: str(value) for name, value in (await request.form(max_files=0)).items()}
        return await run_in_threadpool(_in_language, answer if _is_ours(request) else _foreign, request)

    return handle


def _in_language(answer: _Answer, request: Request) -> Response:
    asked = request.query_params.get("lang") or request.cookies.get(_LANGUAGE, "")
    i18n.use(asked)
    response = answer(request)
    if request.query_params.get("lang"):
        response.set_cookie(_LANGUAGE, i18n.language(), samesite="lax", httponly=True)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_ours(request: Request) -> bool:
    """Whether the form was sent by a page of this server, and not by one of another site."""
    origin = request.headers.get("origin") or request.headers.get("referer", "")
    return urlsplit(origin).netloc == request.headers.get("host")


def _foreign(_request: Request) -> Response:
    return HTMLResponse(login_forms.page(_("This form came from elsewhere"), "", (), ""), status_code=403)


def _show_login(request: Request, problem: str = "", status: int = 200) -> Response:
    fields = (
        Field("login", _("Login"), autocomplete="username"),
        Field("password", _("Password"), kind="password", autocomplete="current-password"),
    )
    hidden = {NEXT: _next(request)}
    body = login_forms.page(_("Log in to e-diary analytics"), _("Log in"), fields, problem, hidden=hidden)
    return HTMLResponse(body, status_code=status)


def _log_in(request: Request) -> Response:
    form = request.state.form
    source = request.client.host if request.client else ""
    found = sessions.log_in(register(), form.get("login", ""), form.get("password", ""), now(), source=source)
    if isinstance(found, sessions.Session):
        return _welcome(request, found, _next(request))
    return _show_login(request, _refusal(found.wait), 401)


def _refusal(wait: dt.timedelta) -> str:
    wrong = _("The login or the password is wrong.")
    if not wait:
        return wrong
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    told = i18n.ngettext("Try again in {n} minute.", "Try again in {n} minutes.", minutes).format(n=minutes)
    return f"{wrong} {told}"


def _welcome(request: Request, session: sessions.Session, address: str) -> Response:
    answer = RedirectResponse(address, status_code=303)
    cookies.put(answer, register(), session.token, request)
    return answer


def _log_out(request: Request) -> Response:
    known = register()
    sessions.log_out(known, cookies.token(known, request.cookies.get(cookies.NAME, "")), now())
    answer = RedirectResponse(LOGIN, status_code=303)
    answer.delete_cookie(cookies.NAME)
    return answer


def _show_first(request: Request, problem: str = "", status: int = 200) -> Response:
    token = _token(request)
    if not links.works(register(), "first", token, now()):
        return _spent()
    fields = (
        Field("name", _("Name and surname"), autocomplete="name", value=request_form(request, "name")),
        Field("login", _("Login"), autocomplete="username", value=request_form(request, "login")),
        *_new_password(),
    )
    lead = _("This account administers the others: it adds people, gives roles and imports exports.")
    body = login_forms.page(
        _("The first administrator"), _("Make the account"), fields, problem, hidden={"token": token}, lead=lead
    )
    return HTMLResponse(body, status_code=status)


def _make_first(request: Request) -> Response:
    form = request.state.form
    try:
        _must_match(form)
        account = links.make_first(
            register(), _token(request), form.get("login", ""), form.get("name", ""), form.get("password", ""), now()
        )
    except EdiaryError as error:
        return _show_first(request, _sentence(error), 422)
    return _welcome(request, sessions.open_for(register(), account, now(), "login"), "/")


def _show_password(request: Request, problem: str = "", status: int = 200) -> Response:
    token = _token(request)
    if not links.works(register(), "password", token, now()):
        return _spent()
    body = login_forms.page(
        _("Your password"), _("Set the password"), _new_password(), problem, hidden={"token": token}
    )
    return HTMLResponse(body, status_code=status)


def _set_password(request: Request) -> Response:
    form = request.state.form
    try:
        _must_match(form)
        account = links.set_password(register(), _token(request), form.get("password", ""), now())
    except EdiaryError as error:
        return _show_password(request, _sentence(error), 422)
    return _welcome(request, sessions.open_for(register(), account, now(), "login"), "/")


def _new_password() -> tuple[Field, Field]:
    return (
        Field("password", _("Password"), kind="password", autocomplete="new-password"),
        Field("again", _("The password once more"), kind="password", autocomplete="new-password"),
    )


def _must_match(form: dict[str, str]) -> None:
    if form.get("password") != form.get("again"):
        raise EdiaryError(_("password"), _("the two do not match"), _("Type the same one twice"))


def _sentence(error: EdiaryError) -> str:
    return f"{error.wrong[:1].upper()}{error.wrong[1:]}. {error.right}."


def _spent() -> Response:
    problem = _("This link was used, or is too old. Ask for a new one.")
    return HTMLResponse(login_forms.page(_("The link does not work"), "", (), problem), status_code=410)


def _token(request: Request) -> str:
    return request.query_params.get("token") or request_form(request, "token")


def request_form(request: Request, name: str) -> str:
    """A field of the form that was sent; nothing where none was."""
    form: dict[str, str] = getattr(request.state, "form", {})
    return form.get(name, "")


def _next(request: Request) -> str:
    """Where to go afterwards: an address of this server only."""
    asked = request.query_params.get(NEXT) or request_form(request, NEXT)
    parts = urlsplit(asked)
    if not asked.startswith("/") or asked.startswith(("//", "/\\")) or parts.netloc or parts.scheme:
        return "/"
    return asked


def address(wanted: str) -> str:
    """Where to log in before that address."""
    return f"{LOGIN}?{NEXT}={quote(wanted, safe='')}" if wanted != "/" else LOGIN
