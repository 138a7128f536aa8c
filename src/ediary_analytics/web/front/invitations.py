"""Links that work once: the first administrator, and setting one's own password."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.register import links, sessions
from ediary_analytics.web.front import answers
from ediary_analytics.web.front.forms import Field, Form

FIRST: Final = "/setup"
PASSWORD: Final = "/password"  # noqa: S105  (an address)


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route(FIRST, answers.to_page(_show_first), methods=["GET"]),
        Route(FIRST, answers.to_form(_make_first), methods=["POST"]),
        Route(PASSWORD, answers.to_page(_show_password), methods=["GET"]),
        Route(PASSWORD, answers.to_form(_set_password), methods=["POST"]),
    ]


def _show_first(request: Request, problem: str = "", status: int = 200) -> Response:
    token = _token(request)
    if not links.works(answers.register(), "first", token, answers.now()):
        return _spent()
    fields = (
        Field("name", _("Name and surname"), autocomplete="name", value=answers.sent(request, "name")),
        Field("login", _("Login"), autocomplete="username", value=answers.sent(request, "login")),
        *answers.new_password(),
    )
    lead = [_("This account administers the others: it adds people, gives roles and imports exports.")]
    form = Form(_("Make the account"), fields, {"token": token})
    return answers.show(_("The first administrator"), [form], problem=problem, lead=lead, status=status)


def _make_first(request: Request) -> Response:
    try:
        password = answers.typed_password(request)
        login, name = answers.sent(request, "login"), answers.sent(request, "name")
        account = links.make_first(answers.register(), _token(request), login, name, password, answers.now())
    except EdiaryError as error:
        return _show_first(request, answers.sentence(error), 422)
    return _let_in(request, account)


def _show_password(request: Request, problem: str = "", status: int = 200) -> Response:
    token = _token(request)
    if not links.works(answers.register(), "password", token, answers.now()):
        return _spent()
    form = Form(_("Set the password"), answers.new_password(), {"token": token})
    return answers.show(_("Your password"), [form], problem=problem, status=status)


def _set_password(request: Request) -> Response:
    try:
        password = answers.typed_password(request)
        account = links.set_password(answers.register(), _token(request), password, answers.now())
    except EdiaryError as error:
        return _show_password(request, answers.sentence(error), 422)
    return _let_in(request, account)


def _let_in(request: Request, account: int) -> Response:
    return answers.welcome(request, sessions.open_for(answers.register(), account, answers.now(), "login"), "/")


def _spent() -> Response:
    problem = _("This link was used, or is too old. Ask for a new one.")
    return answers.show(_("The link does not work"), (), problem=problem, status=410)


def _token(request: Request) -> str:
    return request.query_params.get("token") or answers.sent(request, "token")
