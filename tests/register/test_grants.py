"""Roles that accounts hold, in SQLite and PostgreSQL alike."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from ediary_analytics.errors import CallError
from ediary_analytics.register import accounts, grants, log, passwords
from ediary_analytics.register.accounts import Account
from ediary_analytics.register.grants import Grant
from ediary_analytics.register.store import Register
from support.register import NOW, PASSWORD, Someone

LATER = NOW + dt.timedelta(minutes=1)


def test_one_person_holds_several_roles(register: Register, someone: Someone) -> None:
    aldona = someone("aldona", "subject_teacher", school_id="S1", person_id="t1")
    grants.give(register, aldona.id, Grant("class_head", "S1", "t1"), LATER, by=aldona.id)
    grants.give(register, aldona.id, Grant("class_head", "S1", "t1"), LATER, by=aldona.id)
    held = accounts.by_login(register, " ALDONA ").grants
    assert [(grant.role, grant.person_id) for grant in held] == [("subject_teacher", "t1"), ("class_head", "t1")]


def test_a_withdrawn_role_is_gone_and_stays_on_record(register: Register, someone: Someone) -> None:
    petras = someone("petras", "deputy_director", school_id="S1")
    grants.withdraw(register, petras.id, petras.grants[0].id, LATER, by=petras.id)
    assert accounts.by_id(register, petras.id).grants == ()
    events = [entry.event for entry in log.read(register, since=NOW, until=LATER + dt.timedelta(1))]
    assert events[0] == "role_withdrawn"
    assert "role_given" in events


def test_grades_of_a_role_over_a_part_of_a_school_are_kept(register: Register, someone: Someone) -> None:
    account = someone("rasa")
    grants.give(register, account.id, Grant("deputy_director", "S1", grades=(1, 4)), NOW, by=None)
    assert accounts.by_id(register, account.id).grants[0].grades == (1, 4)


def test_the_last_who_can_administer_stays(register: Register, someone: Someone) -> None:
    rasa = someone("rasa", "administrator")
    with pytest.raises(CallError):
        grants.withdraw(register, rasa.id, rasa.grants[0].id, LATER, by=rasa.id)
    with pytest.raises(CallError):
        accounts.disable(register, rasa.id, LATER, by=None)
    assert not accounts.by_id(register, rasa.id).disabled
    assert accounts.by_id(register, rasa.id).grants
    never = accounts.add(register, "niekada", "Niekada", NOW, by=None)
    grants.give(register, never.id, Grant("administrator"), NOW, by=None)
    with pytest.raises(CallError):  # somebody who has no means to log in yet does not count
        accounts.disable(register, rasa.id, LATER, by=None)
    one_school = someone("ona", "administrator", school_id="S1")
    with pytest.raises(CallError):  # nor does one who administers a part only
        accounts.disable(register, rasa.id, LATER, by=one_school.id)
    passwords.set_password(register, never.id, PASSWORD, NOW, by=None)
    accounts.disable(register, rasa.id, LATER, by=None)
    assert accounts.by_id(register, rasa.id).disabled


def test_two_who_take_each_others_role_at_once_leave_one(register: Register, someone: Someone) -> None:
    both = [someone("ona", "administrator"), someone("rasa", "administrator")]

    def take(account: Account) -> bool:
        try:
            grants.withdraw(register, account.id, account.grants[0].id, LATER, by=None)
        except CallError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(take, both)) == 1
    assert len([account for account in accounts.everyone(register) if account.grants]) == 1
