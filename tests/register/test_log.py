"""The access log: added to, read, cleared only by a decision that stays."""

import datetime as dt

import pytest
import sqlalchemy as sa

from ediary_analytics.register import log, tables
from ediary_analytics.register.store import Register
from support.register import NOW, Someone

DAY = dt.timedelta(days=1)


def look(register: Register, account: int, at: dt.datetime, pupil: str, school: str = "S1") -> None:
    with register.writing() as con:
        log.write(
            con, at, "page", account=account, role="class_head", what="pupil", school=school, pupil=pupil, pupils=1
        )


def pupils(register: Register, **how: object) -> list[str | None]:
    entries = log.read(register, since=NOW - 9999 * DAY, until=NOW + 9999 * DAY, **how)  # type: ignore[arg-type]
    return [entry.pupil_id for entry in entries if entry.event == "page"]


def test_newest_first_and_by_pupil_school_and_time(register: Register, someone: Someone) -> None:
    aldona = someone("aldona").id
    look(register, aldona, NOW, "p1")
    look(register, aldona, NOW + DAY, "p2", school="S2")
    look(register, aldona, NOW + 2 * DAY, "p1")
    assert pupils(register) == ["p1", "p2", "p1"]
    assert pupils(register, pupils=[("S1", "p1")]) == ["p1", "p1"]
    assert pupils(register, schools={"S2"}) == ["p2"]
    assert pupils(register, limit=1) == ["p1"]


@pytest.mark.parametrize("change", ["update access_log set what = 'x'", "delete from access_log"])
def test_the_database_refuses_to_change_it(register: Register, someone: Someone, change: str) -> None:
    look(register, someone("aldona").id, NOW, "p1")
    with pytest.raises(sa.exc.DBAPIError, match="access log"), register.writing() as con:
        con.exec_driver_sql(change)
    assert pupils(register) == ["p1"]


def test_what_is_older_than_decided_may_go_and_the_decision_stays(register: Register, someone: Someone) -> None:
    aldona = someone("aldona").id
    look(register, aldona, NOW, "p1")
    look(register, aldona, NOW + 10 * DAY, "p2")
    log.clear(register, NOW + 5 * DAY, NOW + 20 * DAY, by=aldona)
    assert pupils(register) == ["p2"]
    with register.reading() as con:
        assert con.execute(sa.select(sa.func.count()).select_from(tables.log_retention)).scalar_one() == 1
    with pytest.raises(sa.exc.DBAPIError), register.writing() as con:
        con.execute(sa.update(tables.log_retention).values(before=NOW + 999 * DAY))


def test_who_reads_of_one_school_sees_its_people_and_no_others(register: Register, someone: Someone) -> None:
    here, there = someone("ona", "director", school_id="S1"), someone("rasa", "director", school_id="S2")
    for account in (here, there):
        with register.writing() as con:
            log.write(con, NOW, "login", account=account.id)
    seen = log.read(register, since=NOW - DAY, until=NOW + DAY, schools={"S1"}, event="login")
    assert [line.login for line in seen] == ["ona"]
    hers = log.read(register, since=NOW - DAY, until=NOW + DAY, login="rasa", event="login")
    assert [line.login for line in hers] == ["rasa"]


def test_what_is_not_shown_is_counted_too(register: Register, someone: Someone) -> None:
    ona, rasa = (someone(login).id for login in ("ona", "rasa"))
    for day in range(5):
        look(register, ona, NOW + day * DAY, f"p{day}")
    with register.writing() as con:
        for taken in (12, 30, None):
            log.write(con, NOW + 9 * DAY, "download", account=rasa, what="x.csv", school="S1", pupils=taken)
        log.write(con, NOW + 9 * DAY, "login_failed", account=None)
    time = log.Which(since=NOW + DAY / 2, until=NOW + 99 * DAY)
    found = log.look(register, newest=2, **time)
    assert [line.event for line in found.newest] == ["login_failed", "download"]
    assert (found.lines, found.people) == (8, 2)
    assert found.events == {
        "page": log.Tally(4, 4, 4),
        "download": log.Tally(3, 0, 42),
        "login_failed": log.Tally(1, 0, 0),
    }
    of_one = log.look(register, newest=2, since=NOW, until=NOW + 99 * DAY, pupils=[("S1", "p3")])
    assert (of_one.lines, of_one.people, len(of_one.newest)) == (1, 1, 1)
    hers = log.look(register, newest=1, since=NOW, until=NOW + 99 * DAY, login="rasa", schools={"S1"})
    assert (hers.people, hers.events["download"]) == (1, log.Tally(3, 0, 42))


def test_of_nothing_nothing_is_counted(register: Register) -> None:
    assert log.look(register, newest=9, since=NOW, until=NOW + DAY) == log.Look([], 0, {})
