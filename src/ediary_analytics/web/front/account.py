"""One's own account: language, password, logging out, here or everywhere."""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ediary_analytics import i18n
from ediary_analytics.access import roles
from ediary_analytics.errors import CallError, EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.register import accounts, passwords, sessions
from ediary_analytics.register.accounts import Account
from ediary_analytics.web import entry
from ediary_analytics.web.front import answers, login
from ediary_analytics.web.front.forms import Field, Form

ACCOUNT: Final = "/account"
#: What the form asks to be done.
_DO: Final = "do"


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route(ACCOUNT, answers.to_page(_show), methods=["GET"]),
        Route(ACCOUNT, answers.to_form(_act), methods=["POST"]),
    ]


def _mine(request: Request) -> Account | None:
    """The account that asks; an answer that speaks a language by its own wish keeps it."""
    number = entry.account(request)
    if number is None:
        return None
    register = answers.register()
    if (asked := request.query_params.get("lang")) and asked in i18n.LANGUAGES:
        accounts.speak(register, number, asked)
    found = accounts.by_id(register, number)
    i18n.use(found.language)
    return found


def _show(request: Request, problem: str = "", told: str = "", status: int = 200) -> Response:
    mine = _mine(request)
    if mine is None:
        return RedirectResponse(login.address(ACCOUNT), status_code=303)
    held = ", ".join(dict.fromkeys(roles()[grant.role].title for grant in mine.grants if grant.role in roles()))
    current = Field("current", _("The password until now"), kind="password", autocomplete="current-password")
    shown = [
        Form(_("Log out"), hidden={_DO: "out"}),
        Form(_("Log out in every browser"), hidden={_DO: "everywhere"}),
        Form(
            _("Set the password"), (current, *answers.new_password()), {_DO: "password"}, heading=_("Another password")
        ),
    ]
    lead = [f"{mine.name} ({mine.login})", held or _("no role yet")]
    back = ("/", _("Back to the dashboard"))
    return answers.show(_("My account"), shown, problem=problem, told=told, lead=lead, link=back, status=status)


def _act(request: Request) -> Response:
    mine = _mine(request)
    if mine is None:
        return RedirectResponse(login.LOGIN, status_code=303)
    if answers.sent(request, _DO) == "password":
        return _change_password(request, mine)
    register = answers.register()
    if answers.sent(request, _DO) == "everywhere":
        sessions.log_out_everywhere(register, mine.id, answers.now())
    else:
        entry.leave(request)
    return login.gone()


def _change_password(request: Request, mine: Account) -> Response:
    register = answers.register()
    source = request.client.host if request.client else ""
    try:
        password = answers.typed_password(request)
        known = sessions.log_in(register, mine.login, answers.sent(request, "current"), answers.now(), source=source)
        if not isinstance(known, sessions.Session):
            raise CallError(_("password"), _("the password until now is wrong"), _("Type the one you log in with"))
        passwords.set_password(register, mine.id, password, answers.now(), by=mine.id)
    except EdiaryError as error:
        return _show(request, answers.sentence(error), status=422)
    # the old password's sessions have ended, this browser's too: it gets a new one
    return answers.welcome(request, sessions.open_for(register, mine.id, answers.now(), "login"), ACCOUNT)
