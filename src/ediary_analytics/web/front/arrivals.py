"""Logging in with Google or Microsoft: the way there, and the way in from there."""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit.user_info import generate_login_redirect_url

from ediary_analytics.i18n import _
from ediary_analytics.register import identities, log, sessions
from ediary_analytics.web import entry, providers
from ediary_analytics.web.front import answers, login

ARRIVED: Final = "/login/arrived"
_LEAVE: Final = "/login/with/{provider}"
#: Where to go afterwards, kept in the browser meanwhile.
_NEXT: Final = "ediary_next"


def routes() -> list[Route]:
    """The addresses of this module."""
    return [
        Route(_LEAVE, answers.to_page(_leave), methods=["GET"]),
        Route(ARRIVED, answers.to_page(_arrive), methods=["GET"]),
    ]


def _leave(request: Request) -> Response:
    """On to the provider, as ``st.login`` goes; but before the dashboard, which a stranger does not reach."""
    name = request.path_params["provider"]
    if name not in providers.configured():
        return RedirectResponse(login.LOGIN, status_code=303)
    answer = RedirectResponse(generate_login_redirect_url(name), status_code=303)
    answer.set_cookie(_NEXT, login.wanted(request), max_age=600, samesite="lax", httponly=True)
    return answer


def _arrive(request: Request) -> Response:
    """Back from the provider: into a session of the account that it is tied to, or to a page that says why not."""
    answer = _let_in(request)
    providers.forget(request, answer)
    answer.delete_cookie(_NEXT)
    return answer


def _let_in(request: Request) -> Response:
    register, now = answers.register(), answers.now()
    found = providers.arrived(request, now)
    if found is None or not identities.take(register, found.proof, now):
        return _refuse(_("You were not let in"), _("The answer of the provider was not accepted. Log in anew."))
    account = identities.account_of(register, found.issuer, found.subject, found.shown, now)
    if account is not None:
        entry.leave(request)
        session = sessions.open_for(register, account, now, "login_provider")
        return answers.welcome(request, session, login.local(request.cookies.get(_NEXT, "/")))
    if identities.is_waiting(register, found.issuer, found.subject):
        told = _("Wait until the administrator ties it to your account here; then log in anew.")
        return _refuse(_("We do not know this log-in yet"), told)
    return _refuse(_("You were not let in"), _("Your account is disabled. Ask the administrator."))


def _refuse(heading: str, told: str) -> Response:
    with answers.register().writing() as con:
        log.write(con, answers.now(), "login_refused", account=None)
    return answers.show(heading, (), lead=[told], link=(login.LOGIN, _("Back to the log-in")), status=403)


def buttons(request: Request) -> list[tuple[str, str]]:
    """Address and label of the log-in of every provider there is."""
    after = login.after(login.wanted(request))
    return [
        (_LEAVE.format(provider=one.name) + after, _("Log in with {provider}").format(provider=one.title))
        for one in providers.configured().values()
    ]
