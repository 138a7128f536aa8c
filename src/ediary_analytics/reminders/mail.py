"""Reminders as e-mail, where the school has named a server (SMTP, RFC 5321); nothing else ever leaves this computer."""

import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final, Self
from urllib.parse import unquote, urlsplit

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: ``smtp://user:password@host:587`` (STARTTLS where there is a user), or ``smtps://…`` for TLS from the start.
SERVER: Final = "EDIARY_SMTP_URL"
#: From whom reminders come: ``Ąžuolyno progimnazija <dienynas@mokykla.lt>``.
SENDER: Final = "EDIARY_SMTP_FROM"
_PORTS: Final = {"smtp": 587, "smtps": 465}
_PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Post:
    """The server that takes letters; ``user`` None where it asks for none."""

    host: str
    port: int
    encrypted: bool
    user: str | None
    password: str
    sender: str


def post(environment: Mapping[str, str] = os.environ) -> Post | None:
    """The server of the environment; None where none is named.

    Raises:
        CallError: its address is none, or it is not said from whom letters come.
    """
    if not (address := environment.get(SERVER)):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise CallError(
            SERVER,
            _("this is no address of a mail server"),
            _("Write smtp://user:password@host:587; in a password {signs} are written {codes}").format(
                signs="# / ? @ : %", codes="%23 %2F %3F %40 %3A %25"
            ),
        ) from None
    if not (sender := environment.get(SENDER)):
        raise CallError(SENDER, _("it is not said from whom letters come"), _("Write a name and an address"))
    try:
        letter(sender, sender, "", "")
    except CallError as error:
        raise CallError(SENDER, error.wrong, error.right) from error
    return Post(
        parts.hostname,
        port or _PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username) if parts.username else None,
        unquote(parts.password or ""),
        sender,
    )


def letter(sender: str, address: str, subject: str, text: str) -> EmailMessage:
    """A plain letter to one person.

    Raises:
        CallError: an address is none.
    """
    made = EmailMessage()
    try:
        made["From"], made["To"], made["Subject"] = sender, address, subject
        made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply to this
        made.set_content(text)
        made.as_bytes()
    except Exception as error:
        raise CallError("e-mail", _("this is no e-mail address"), _("Write a name and an address")) from error
    return made


class Carrier:
    """An open way to the server, for all letters of one run; a context manager.

    Raises:
        CallError: the server cannot be reached, or does not let us in; its words are not repeated.
    """

    def __init__(self, post: Post) -> None:
        self._post = post

    def __enter__(self) -> Self:
        post, context = self._post, ssl.create_default_context()
        try:
            if post.encrypted:
                self._smtp: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, timeout=_PATIENCE, context=context)
            else:
                self._smtp = smtplib.SMTP(post.host, post.port, timeout=_PATIENCE)
            if post.user is not None:
                if not post.encrypted:
                    self._smtp.starttls(context=context)  # a password is never sent in the clear
                self._smtp.login(post.user, post.password)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:  # a name that is none; a password with ž
            raise CallError(
                SERVER, _("the mail server does not let us in"), _("Check the address, the user and the password")
            ) from error
        return self

    def __exit__(self, *_exc: object) -> None:
        self._smtp.close()

    def send(self, letter: EmailMessage) -> bool:
        """Whether the server took the letter."""
        try:
            return not self._smtp.send_message(letter)
        except (OSError, smtplib.SMTPException, ValueError):
            return False
