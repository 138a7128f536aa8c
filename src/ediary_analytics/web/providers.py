"""People of an identity provider: what Streamlit is told, and what comes back from it, once and at once.

Streamlit talks to the provider and keeps whoever came from there in a cookie of its own for 30 days. That cookie opens
nothing here. It is taken over once, within minutes, into a session of ours, which ends like all others.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ediary_analytics.register.store import Register
from ediary_analytics.web import settings

#: Streamlit's name for a provider that has no name of its own.
DEFAULT: Final = "default"
#: For how long after the provider's answer the cookie may be taken over.
GOOD_FOR: Final = dt.timedelta(minutes=5)
_DAY: Final = dt.timedelta(days=1)
_TITLES: Final = {"accounts.google.com": "Google", "login.microsoftonline.com": "Microsoft"}


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that people can log in with: its name for Streamlit, for people, and its issuer."""

    name: str
    title: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came from a provider: the issuer's own key of a person, what to call them, and a proof that is used once."""

    issuer: str
    subject: str
    shown: str
    proof: str


def secrets(register: Register, port: int) -> dict[str, Any]:
    """The secrets of :class:`streamlit.App`: the provider of the environment, if one is named there.

    Others may stand in Streamlit's own ``.streamlit/secrets.toml``; one of the environment goes before them.
    """
    named = settings.provider(port)
    if named is None:
        return {}
    cookie = hmac.new(register.key, b"streamlit cookie", hashlib.sha256).hexdigest()
    return {"auth": {**named, "cookie_secret": cookie}}


def configured() -> dict[str, Provider]:
    """The providers there are, by their names for Streamlit."""
    section = get_secrets_auth_section().to_dict()
    found = {name: part for name, part in section.items() if isinstance(part, Mapping) and "client_id" in part}
    if "client_id" in section:
        found[DEFAULT] = section
    return {name: _provider(name, part) for name, part in found.items() if "server_metadata_url" in part}


def _provider(name: str, part: Mapping[str, Any]) -> Provider:
    issuer = str(part["server_metadata_url"]).removesuffix(settings.DISCOVERY)
    host = urlsplit(issuer).hostname or ""
    return Provider(name, _TITLES.get(host, host if name == DEFAULT else name.capitalize()), issuer)


def is_offered(request: HTTPConnection) -> bool:
    """Whether somebody comes back from a provider."""
    return USER_COOKIE_NAME in request.cookies


def arrived(request: HTTPConnection, now: dt.datetime) -> Arrival | None:
    """Who came back from a provider; None when the cookie is old, altered, or not of a provider that is configured."""
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value, max_age_days=GOOD_FOR / _DAY)

    kept = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    if kept is None:
        return None
    claims: dict[str, Any] = json.loads(kept)
    provider = configured().get(str(claims.get("provider")))
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if provider is None or issuer != provider.issuer or not subject or not isinstance(issued, int | float):
        return None
    if now.timestamp() - issued > GOOD_FOR.total_seconds() or claims.get("email_verified") is False:
        return None
    return Arrival(str(issuer), str(subject), _shown(claims), hashlib.sha256(kept).hexdigest())


def _shown(claims: Mapping[str, Any]) -> str:
    """What to call whoever came: an address is shown as such only where the provider vouches for it."""
    name = str(claims.get("name") or "")
    address = str(claims.get("email") or claims.get("preferred_username") or "")
    if address and claims.get("email_verified") is not True:
        address = f"{address} (?)"
    return ", ".join(filter(None, (name, address))) or str(claims["sub"])


def forget(request: HTTPConnection, response: Response) -> None:
    """Let the browser drop what Streamlit keeps of whoever came."""
    for name in request.cookies:
        if name.startswith(USER_COOKIE_NAME):
            response.delete_cookie(name)
