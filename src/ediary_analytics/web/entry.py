"""Who may pass: the account behind a request, and whose a file is that is waiting to be downloaded.

A page has its own guard. This stands before it, so that a stranger's browser is led to the log-in instead of a page
that says no, and so that what one person's page made ready is not fetched by another, who may have seen the address.
"""

import hashlib
import threading
from collections import deque
from collections.abc import Iterable
from typing import Any, Final

from starlette.requests import HTTPConnection
from streamlit.runtime import Runtime

from ediary_analytics.access import roles
from ediary_analytics.register import accounts, log, sessions
from ediary_analytics.web import cookies
from ediary_analytics.web.front import answers

#: What is open to everybody, with all below it: the program itself and the way in, no data. ``/logins`` is a page.
_OPEN: Final = (
    "/static",
    "/_stcore/health",
    "/_stcore/host-config",
    "/favicon.png",
    "/favicon.ico",
    "/login",
    "/logout",
    "/setup",
    "/password",
    "/auth",
    "/oauth2callback",
)
_FILES: Final = "/media/"
_UPLOADS: Final = "/_stcore/upload_file/"
#: The page that takes files.
_IMPORTS: Final = "imports"

#: Downloads of an account that are still known as its own; one is fetched at once after it is made.
_REMEMBERED: Final = 100
_accounts: dict[str, int] = {}
_made: dict[int, deque[bytes]] = {}
_lock: Final = threading.Lock()


def account(request: HTTPConnection) -> int | None:
    """The account whose session the request carries."""
    register = answers.register()
    token = cookies.token(register, request.cookies.get(cookies.NAME, ""))
    return sessions.account_of(register, token, answers.now())


def leave(request: HTTPConnection) -> None:
    """End the session that the request carries."""
    register = answers.register()
    sessions.log_out(register, cookies.token(register, request.cookies.get(cookies.NAME, "")), answers.now())


def is_open(path: str) -> bool:
    """Whether the address is everybody's."""
    return any(path == one or path.startswith(f"{one}/") for one in _OPEN)


def belongs(session_id: str, account: int) -> None:
    """Note whose a session of Streamlit is."""
    with _lock:
        _accounts[session_id] = account


def made(account: int, file: bytes) -> None:
    """Note that a file was made for this account at its own word: Streamlit keeps those under no session."""
    with _lock:
        theirs = _made.setdefault(account, deque(maxlen=_REMEMBERED))
        theirs.append(hashlib.sha256(file).digest())


def may_fetch(path: str, account: int) -> bool:
    """Whether a file made ready for download, or shown on a page, is one of this account's sessions; else it is logged.

    Files are sent here by whoever imports, into a session of their own. Other addresses are not for this to judge.
    """
    if path.startswith(_UPLOADS):
        return _may_send(path.removeprefix(_UPLOADS).partition("/")[0], account)
    if not path.startswith(_FILES):
        return True
    name = path.removeprefix(_FILES).partition(".")[0]
    with _lock:
        mine = {session for session, whose in _accounts.items() if whose == account}
        theirs = set(_made.get(account, ()))
    if any(name in files for session, files in _files() if session in mine):
        return True
    if (content := _content(name)) is not None and hashlib.sha256(content).digest() in theirs:
        return True
    register = answers.register()
    with register.writing() as con:
        log.write(con, answers.now(), "refused", account=account, what="download")
    return False


def _may_send(session: str, account: int) -> bool:
    """Whether somebody may send a file: it is held in memory, whoever sent it."""
    with _lock:
        if _accounts.get(session) != account:
            return False
    held = accounts.by_id(answers.register(), account).grants
    return any(_IMPORTS in roles()[grant.role].pages for grant in held if grant.role in roles())


def _content(name: str) -> bytes | None:
    """What is in a file that waits to be fetched."""
    file = Runtime.instance().media_file_mgr.read_file(name)
    return None if file is None else file.content


def _files() -> Iterable[tuple[str, set[str]]]:
    """By session of Streamlit, the names of its files."""
    manager: Any = Runtime.instance().media_file_mgr
    # Streamlit tells nobody else whose a file is; its version is pinned, and a test downloads through it
    with manager._lock:  # noqa: SLF001
        by_session = manager._files_by_session_and_coord  # noqa: SLF001
        return [(session, set(files.values())) for session, files in by_session.items()]
