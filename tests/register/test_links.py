"""Links that work once: the first administrator, and setting one's own password."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.register import accounts, links, passwords, sessions
from ediary_analytics.register.sessions import Session
from ediary_analytics.register.store import Register
from support.register import NOW, PASSWORD, Someone


def test_the_first_run_makes_one_administrator(register: Register) -> None:
    assert links.needs_first(register)
    token = links.make(register, "first", NOW)
    links.make_first(register, token, "direktore", "Rasa Rasaitė", PASSWORD, NOW)
    (made,) = accounts.everyone(register)
    assert [grant.role for grant in made.grants] == ["administrator"]
    assert not links.needs_first(register)
    with pytest.raises(AccessError):
        links.make_first(register, token, "kitas", "Kitas", PASSWORD, NOW)


def test_a_password_that_will_not_do_does_not_spend_the_link(register: Register) -> None:
    token = links.make(register, "first", NOW)
    with pytest.raises(CallError):
        links.make_first(register, token, "direktore", "Rasa Rasaitė", "trumpas", NOW)
    assert accounts.everyone(register) == []
    assert links.make_first(register, token, "direktore", "Rasa Rasaitė", PASSWORD, NOW)


def test_two_at_once_with_one_link_make_one_account(register: Register) -> None:
    token = links.make(register, "first", NOW)

    def use(login: str) -> bool:
        try:
            links.make_first(register, token, login, login, PASSWORD, NOW)
        except AccessError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, ["a1", "a2", "a3", "a4"])) == 1
    assert len(accounts.everyone(register)) == 1


def test_a_link_grows_old(register: Register) -> None:
    token = links.make(register, "first", NOW)
    assert links.works(register, "first", token, NOW + dt.timedelta(minutes=59))
    assert not links.works(register, "first", token, NOW + dt.timedelta(minutes=61))


def test_a_newer_link_ends_the_older(register: Register) -> None:
    old = links.make(register, "first", NOW)
    new = links.make(register, "first", NOW)
    assert not links.works(register, "first", old, NOW)
    assert links.works(register, "first", new, NOW)


def test_a_person_sets_the_password_by_a_link(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    token = links.make(register, "password", NOW, aldona.id)
    assert links.set_password(register, token, "mano pačios slaptažodis", NOW) == aldona.id
    assert isinstance(sessions.log_in(register, "aldona", "mano pačios slaptažodis", NOW, source="x"), Session)
    with pytest.raises(AccessError):
        links.set_password(register, token, "antras mėginimas dar kartą", NOW)


def test_who_set_a_password_otherwise_need_not_fear_an_older_link(register: Register, someone: Someone) -> None:
    aldona, vaida = someone("aldona"), someone("vaida")
    token, other = (links.make(register, "password", NOW, one.id) for one in (aldona, vaida))
    passwords.set_password(register, aldona.id, PASSWORD, NOW, by=aldona.id)
    assert not links.works(register, "password", token, NOW)
    assert links.works(register, "password", other, NOW)


def test_a_link_to_a_disabled_account_sets_no_password_for_later(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    token = links.make(register, "password", NOW, aldona.id)
    accounts.disable(register, aldona.id, NOW, by=None)
    assert not links.works(register, "password", token, NOW)
    accounts.enable(register, aldona.id, NOW, by=None)
    assert not links.works(register, "password", token, NOW)


def test_a_link_opens_only_what_it_is_for(register: Register, someone: Someone) -> None:
    token = links.make(register, "password", NOW, someone("aldona").id)
    assert not links.works(register, "first", token, NOW)
    with pytest.raises(AccessError):
        links.make_first(register, token, "x", "X", PASSWORD, NOW)
