"""What the environment says of the server: its public address, and the identity provider people log in with."""

import os
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: Under which address people reach the server, when it stands behind a reverse proxy: ``https://diary.school.lt``.
PUBLIC: Final = "EDIARY_PUBLIC_URL"
ISSUER: Final = "EDIARY_OIDC_ISSUER"
CLIENT_ID: Final = "EDIARY_OIDC_CLIENT_ID"
CLIENT_SECRET: Final = "EDIARY_OIDC_CLIENT_SECRET"  # noqa: S105  (the name of a variable)
REDIRECT: Final = "EDIARY_OIDC_REDIRECT"
#: Where an OpenID provider describes itself, below its issuer (OpenID Connect Discovery 1.0).
DISCOVERY: Final = "/.well-known/openid-configuration"
CALLBACK: Final = "/oauth2callback"
_HERE: Final = ["127.0.0.1", "localhost"]


def hosts() -> list[str]:
    """The names by which the server lets itself be called.

    Raises:
        CallError: the public address is none.
    """
    return [*_HERE, *filter(None, [urlsplit(_address(PUBLIC)).hostname])]


def provider(port: int) -> Mapping[str, str] | None:
    """The provider of the environment, in Streamlit's words but for its cookie's secret; None where none is named.

    Args:
        port: on which the server listens; where people come back to when no other address is named.

    Raises:
        CallError: a part is missing, or an address will not do.
    """
    if not any(os.environ.get(name) for name in (ISSUER, CLIENT_ID, CLIENT_SECRET)):
        return None
    for name in (ISSUER, CLIENT_ID, CLIENT_SECRET):
        if not os.environ.get(name):
            right = _("Set {names}").format(names=f"{ISSUER}, {CLIENT_ID}, {CLIENT_SECRET}")
            raise CallError(name, _("it is not set"), right)
    base = _address(PUBLIC) or f"http://127.0.0.1:{port}"
    return {
        "client_id": os.environ[CLIENT_ID],
        "client_secret": os.environ[CLIENT_SECRET],
        "server_metadata_url": _address(ISSUER) + DISCOVERY,
        "redirect_uri": _address(REDIRECT) or base + CALLBACK,
    }


def _address(name: str) -> str:
    """The address that a variable holds, without a slash at its end; nothing where it is not set.

    Over plain HTTP only on this machine: a password's stand-in must not travel readable.
    """
    text = os.environ.get(name, "").strip().rstrip("/")
    parts = urlsplit(text)
    if text and not (parts.hostname and (parts.scheme == "https" or (parts.scheme, parts.hostname) in _PLAIN)):
        raise CallError(name, _("it is no https address"), _("Write it as https://diary.school.lt"))
    return text


_PLAIN: Final = {("http", host) for host in _HERE}
