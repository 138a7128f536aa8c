"""Accounts, in SQLite and PostgreSQL alike."""

import datetime as dt

import pytest

from ediary_analytics.errors import CallError
from ediary_analytics.register import accounts, sessions
from ediary_analytics.register.sessions import Session
from ediary_analytics.register.store import Register
from support.register import NOW, PASSWORD, Someone

LATER = NOW + dt.timedelta(minutes=1)


@pytest.mark.parametrize("taken", ["aldona", "Aldona", "  ALDONA  "])
def test_a_login_is_unique_whatever_its_case(register: Register, someone: Someone, taken: str) -> None:
    someone("aldona")
    with pytest.raises(CallError, match="aldona|užimtas|taken"):
        accounts.add(register, taken, "Kita Aldona", NOW, by=None)


def test_who_is_disabled_is_out_at_once_and_back_when_enabled(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    opened = sessions.log_in(register, "aldona", PASSWORD, NOW, source="here")
    assert isinstance(opened, Session)
    accounts.disable(register, aldona.id, LATER, by=None)
    assert sessions.account_of(register, opened.token, LATER) is None
    assert not isinstance(sessions.log_in(register, "aldona", PASSWORD, LATER, source="here"), Session)
    assert accounts.by_id(register, aldona.id).disabled
    accounts.enable(register, aldona.id, LATER, by=None)
    assert sessions.account_of(register, opened.token, LATER) is None, "the old browser stays out"
    assert isinstance(sessions.log_in(register, "aldona", PASSWORD, LATER, source="here"), Session)


def test_the_language_is_kept(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    accounts.speak(register, aldona.id, "en")
    assert accounts.by_id(register, aldona.id).language == "en"
    with pytest.raises(CallError):
        accounts.speak(register, aldona.id, "xx")


def test_nobody_shuts_themself_out(register: Register, someone: Someone) -> None:
    someone("ona", "administrator")
    rasa = someone("rasa", "administrator")
    with pytest.raises(CallError):
        accounts.disable(register, rasa.id, LATER, by=rasa.id)
