"""The register of the tests: a moment, a password, and how to make somebody an account."""

import datetime as dt
from collections.abc import Callable
from typing import Final

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from ediary_analytics.register import passwords
from ediary_analytics.register.accounts import Account

NOW: Final = dt.datetime(2026, 11, 2, 16, 30, tzinfo=dt.UTC)
PASSWORD: Final = "keturi lietuviški žodžiai čia"  # noqa: S105  (the people are made up, and so is it)
Someone = Callable[..., Account]


def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with the least work: a test that logs in a hundred times proves nothing by taking a minute."""
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHash((Argon2Hasher(1, 8, 1),)))
