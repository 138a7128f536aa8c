"""The cookie of a session: a random token under our signature, out of reach of scripts and of other sites."""

from typing import Final

from itsdangerous import BadSignature, Signer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from ediary_analytics.register.store import Register

NAME: Final = "ediary_session"


def token(register: Register, value: str) -> str:
    """The token in a cookie's value; nothing when the signature is not ours."""
    try:
        return _signer(register).unsign(value).decode()
    except BadSignature:
        return ""


def put(response: Response, register: Register, token: str, request: HTTPConnection) -> None:
    """Send a session's cookie along; it lasts as long as the browser, the register ends it sooner."""
    value = _signer(register).sign(token).decode()
    response.set_cookie(NAME, value, httponly=True, samesite="lax", secure=request.url.scheme == "https")


def _signer(register: Register) -> Signer:
    return Signer(register.key, salt="ediary session")
