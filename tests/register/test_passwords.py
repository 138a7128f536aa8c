"""Passwords, in SQLite and PostgreSQL alike."""

import datetime as dt

import pytest

from ediary_analytics.errors import CallError
from ediary_analytics.register import accounts, passwords, sessions
from ediary_analytics.register.sessions import Session
from ediary_analytics.register.store import Register
from support.register import NOW, PASSWORD, Someone

LATER = NOW + dt.timedelta(minutes=1)


@pytest.mark.parametrize("password", ["short", "a" * 257, "ilgas.vardas@mokykla"])
def test_a_password_that_will_not_do_is_refused(register: Register, password: str) -> None:
    account = accounts.add(register, "ilgas.vardas@mokykla", "Ilgas Vardas", NOW, by=None)
    with pytest.raises(CallError):
        passwords.set_password(register, account.id, password, NOW, by=None)


def test_no_password_is_kept_readable(register: Register, someone: Someone) -> None:
    someone("aldona")
    with register.reading() as con:
        (kept,) = con.exec_driver_sql("select hash from passwords").scalars().all()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_new_password_ends_what_the_old_one_opened(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    opened = sessions.log_in(register, "aldona", PASSWORD, NOW, source="here")
    assert isinstance(opened, Session)
    passwords.set_password(register, aldona.id, "visai kitas slaptažodis", LATER, by=aldona.id)
    assert sessions.account_of(register, opened.token, LATER) is None
    assert not isinstance(sessions.log_in(register, "aldona", PASSWORD, LATER, source="here"), Session)
    assert isinstance(sessions.log_in(register, "aldona", "visai kitas slaptažodis", LATER, source="here"), Session)
