"""How the pages before the dashboard answer: in the reader's language, off the event loop, to forms of ours only."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ediary_analytics import i18n, paths
from ediary_analytics.errors import EdiaryError
from ediary_analytics.i18n import _
from ediary_analytics.register.sessions import Session
from ediary_analytics.register.store import Register, open_register
from ediary_analytics.web import cookies
from ediary_analytics.web.front import forms
from ediary_analytics.web.front.forms import Field, Form

_LANGUAGE: Final = "ediary_lang"
Answer = Callable[[Request], Response]
Handler = Callable[[Request], Awaitable[Response]]


def register() -> Register:
    """The register of the data directory that is served."""
    return open_register(paths.data_dir())


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def to_page(answer: Answer) -> Handler:
    """A handler for a page that is asked for."""

    async def handle(request: Request) -> Response:
        return await run_in_threadpool(_in_language, answer, request)

    return handle


def to_form(answer: Answer) -> Handler:
    """A handler for a form that was sent; one of another site is refused."""

    async def handle(request: Request) -> Response:
        request.state.form = {name: str(value) for name, value in (await request.form(max_files=0)).items()}
        return await run_in_threadpool(_in_language, answer if _is_ours(request) else _foreign, request)

    return handle


def _in_language(answer: Answer, request: Request) -> Response:
    asked = request.query_params.get("lang") or request.cookies.get(_LANGUAGE, "")
    i18n.use(asked)
    response = answer(request)
    if request.query_params.get("lang"):
        remember_language(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def remember_language(response: Response) -> None:
    """Let the browser keep the language in use."""
    response.set_cookie(_LANGUAGE, i18n.language(), samesite="lax", httponly=True)


def _is_ours(request: Request) -> bool:
    """Whether the form was sent by a page of this server, and not by one of another site."""
    origin = request.headers.get("origin") or request.headers.get("referer", "")
    return urlsplit(origin).netloc == request.headers.get("host")


def _foreign(_request: Request) -> Response:
    return HTMLResponse(forms.page(_("This form came from elsewhere"), ()), status_code=403)


def sent(request: Request, name: str) -> str:
    """A field of the form that was sent; nothing where none was."""
    form: dict[str, str] = getattr(request.state, "form", {})
    return form.get(name, "")


def welcome(request: Request, session: Session, address: str) -> Response:
    """On to the dashboard, with the session's cookie."""
    answer = RedirectResponse(address, status_code=303)
    cookies.put(answer, register(), session.token, request)
    return answer


def new_password() -> tuple[Field, Field]:
    """The two fields by which a password is set."""
    return (
        Field("password", _("Password"), kind="password", autocomplete="new-password"),
        Field("again", _("The password once more"), kind="password", autocomplete="new-password"),
    )


def typed_password(request: Request) -> str:
    """The new password, typed twice alike.

    Raises:
        EdiaryError: the two are not alike.
    """
    if sent(request, "password") != sent(request, "again"):
        raise EdiaryError(_("password"), _("the two do not match"), _("Type the same one twice"))
    return sent(request, "password")


def sentence(error: EdiaryError) -> str:
    """What is wrong and what would be right; the place is what the reader looks at."""
    return f"{error.wrong[:1].upper()}{error.wrong[1:]}. {error.right}."


def show(heading: str, shown: Sequence[Form], *, status: int = 200, **more: object) -> Response:
    """A page of :func:`ediary_analytics.web.front.forms.page`."""
    return HTMLResponse(forms.page(heading, shown, **more), status_code=status)  # type: ignore[arg-type]
