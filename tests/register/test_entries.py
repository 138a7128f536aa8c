"""Entries: rows are only added, with who and when; what is wrong is corrected or withdrawn by a further row."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from ediary_analytics.errors import CallError
from ediary_analytics.register import (
    acts,
    entries,
    excuses,
    interventions,
    log,
    reminders,
    retention,
    sign_offs,
    store,
    tables,
)
from ediary_analytics.register.entries import Author
from ediary_analytics.register.store import Register
from support.register import NOW, Someone

SCHOOL, OTHER = "liepa", "klevas"
LATER = NOW + dt.timedelta(hours=1)
DUTY = excuses.Duty("lesson_recorded", "m5|2026-10-06|1", dt.date(2026, 10, 6), None)


def author(what: str, account: int | None = None, *, school: str = SCHOOL, pupil: str | None = None) -> Author:
    return Author(account, "deputy_director", school, what, pupil)


def excused(register: Register, *, past: bool = False) -> list[tuple[int, str, bool]]:
    return [(one.mark.id, one.reason, one.mark.withdrawn) for one in excuses.standing(register, [SCHOOL], past=past)]


def test_an_excuse_says_who_when_in_which_role_and_why(register: Register, someone: Someone) -> None:
    rasa = someone("rasa")
    number = excuses.excuse_duty(
        register, author("excuses", rasa.id), NOW, DUTY, cause="no_internet", reason=" Dingo ryšys "
    )
    (found,) = excuses.standing(register, [SCHOOL])
    assert (found.mark.id, found.mark.login, found.mark.role, found.mark.at) == (number, "rasa", "deputy_director", NOW)
    assert (found.obligation, found.subject_id, found.cause, found.reason) == (
        "lesson_recorded", "m5|2026-10-06|1", "no_internet", "Dingo ryšys",
    )  # fmt: skip
    (line,) = log.read(register, since=NOW, until=LATER, event="entered")
    assert (line.login, line.role, line.what, line.school_id) == (
        "rasa",
        "deputy_director",
        f"excuses {number}",
        SCHOOL,
    )


def test_a_correction_takes_the_place_and_a_withdrawal_leaves_nothing_but_the_past(register: Register) -> None:
    first = excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")
    second = excuses.correct(register, author("excuses"), LATER, first, cause="diary_down", reason="Dienynas neveikė")
    assert excused(register) == [(second, "Dienynas neveikė", False)]
    third = excuses.withdraw(register, author("excuses"), LATER, second)
    assert excused(register) == []
    assert excused(register, past=True) == [
        (first, "Ne", False), (second, "Dienynas neveikė", False), (third, "Dienynas neveikė", True),
    ]  # fmt: skip


def test_of_two_corrections_of_one_row_the_second_is_told(register: Register) -> None:
    first = excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")

    def correct(reason: str) -> str | None:
        try:
            excuses.correct(register, author("excuses"), LATER, first, cause="other", reason=reason)
        except CallError as error:
            return str(error)
        return None

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(correct, ["Viena", "Kita", "Trečia", "Ketvirta"]))
    assert told.count(None) == 1
    assert len(excused(register)) == 1


def test_many_who_sign_at_once_are_all_kept(register: Register, someone: Someone) -> None:
    people = [someone(login).id for login in ("rasa", "jonas", "ona", "zita")]

    def sign(account: int) -> int:
        return sign_offs.sign(
            register, author("sign_offs", account), NOW, kind="monthly_fill_check", period="2026-10", note="Aptarta"
        )

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(sign, people))
    found = sign_offs.standing(register, [SCHOOL], kind="monthly_fill_check", period="2026-10")
    assert {(one.mark.id, one.mark.login) for one in found} == set(
        zip(numbers, ["rasa", "jonas", "ona", "zita"], strict=True)
    )


def test_a_signature_is_taken_back_by_who_signed_only(register: Register, someone: Someone) -> None:
    rasa, jonas = someone("rasa").id, someone("jonas").id
    number = sign_offs.sign(
        register, author("sign_offs", rasa), NOW, kind="monthly_fill_check", period="2026-10", note="Aptarta"
    )
    with pytest.raises(CallError, match="tai patvirtino kitas žmogus"):
        sign_offs.withdraw(register, author("sign_offs", jonas), LATER, number)
    sign_offs.withdraw(register, author("sign_offs", rasa), LATER, number)
    assert sign_offs.standing(register, [SCHOOL]) == []
    assert [one.mark.withdrawn for one in sign_offs.standing(register, [SCHOOL], past=True)] == [False, True]


@pytest.mark.parametrize("table", sorted(entries.TABLES))
def test_the_database_itself_refuses_a_change_and_a_removal(register: Register, table: str) -> None:
    excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")
    sign_offs.sign(register, author("sign_offs"), NOW, kind="monthly_fill_check", period="2026-10")
    talk = {"on_date": dt.date(2026, 10, 6), "kind": "talk", "text": "Pokalbis"}
    interventions.enter(register, author("interventions", pupil="ada"), NOW, **talk)  # type: ignore[arg-type]
    acts.draft(register, author("acts"), NOW, dt.date(2026, 10, 6), acts.Text("k1"))
    reminders.note(register, author("reminders"), NOW, staff_id="ona", period="2026-10", records=["a"])
    changed = sa.update(entries.TABLES[table]).values(role="director")
    for statement in (changed, sa.delete(entries.TABLES[table])):
        with pytest.raises(sa.exc.DBAPIError, match="entries are"), register.writing() as con:
            con.execute(statement)


def test_another_schools_entries_are_not_seen_nor_changed(register: Register) -> None:
    number = excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")
    assert excuses.standing(register, [OTHER]) == []
    with pytest.raises(CallError):
        excuses.withdraw(register, author("excuses", school=OTHER), LATER, number)
    assert len(excused(register)) == 1


def test_the_revision_grows_with_every_entry_about_the_school_and_no_other(register: Register) -> None:
    before = entries.revision(register, [SCHOOL]), entries.revision(register, [OTHER])
    assert before == (0, 0)
    number = excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")
    once = entries.revision(register, [SCHOOL])
    sign_offs.sign(register, author("sign_offs"), NOW, kind="monthly_fill_check", period="2026-10")
    twice = entries.revision(register, [SCHOOL])
    excuses.withdraw(register, author("excuses"), LATER, number)
    assert 0 < once < twice < entries.revision(register, [SCHOOL])
    assert entries.revision(register, [OTHER]) == 0


@pytest.mark.parametrize(
    ("wrong", "entry"),
    [
        ("no reason", {"cause": "other", "reason": "  "}),
        ("too long", {"cause": "other", "reason": "a" * 2001}),
        ("unknown cause", {"cause": "weather", "reason": "Lijo"}),
    ],
)
def test_an_excuse_needs_a_cause_and_a_reason(register: Register, wrong: str, entry: dict[str, str]) -> None:
    with pytest.raises(CallError):
        excuses.excuse_duty(register, author("excuses"), NOW, DUTY, **entry)
    assert excused(register) == [], wrong


def test_days_are_excused_in_their_order_and_not_for_ever(register: Register) -> None:
    why = {"cause": "diary_down", "reason": "Neveikė"}
    for since, until in ((6, 5), (1, 200)):
        days = dt.date(2026, 10, since), dt.date(2026, 9, 30) + dt.timedelta(days=until)
        with pytest.raises(CallError):
            excuses.excuse_days(register, author("excuses"), NOW, since=days[0], until=days[1], **why)


def test_a_month_is_signed_once_it_has_begun(register: Register) -> None:
    for kind, period in (("monthly_fill_check", "2026-12"), ("monthly_fill_check", "spalis"), ("nonsense", "2026-10")):
        with pytest.raises(CallError):
            sign_offs.sign(register, author("sign_offs"), NOW, kind=kind, period=period)


def test_an_act_is_drafted_completed_and_signed(register: Register) -> None:
    text = acts.Text("k1", change_id="c1", pupil_id="ada", wrong_value="8", right_value="9")
    drafted = acts.draft(register, author("acts"), NOW, dt.date(2026, 10, 6), text)
    with pytest.raises(CallError, match="kas taisė duomenis, kodėl duomenys taisomi, kas suderino"):
        acts.sign(register, author("acts"), NOW, drafted, text)
    whole = acts.Text("k1", "c1", "ona", pupil_id="ada", reason="Suklysta", right_value="9", approved_by="rasa")
    acts.sign(register, author("acts"), NOW, drafted, whole)
    (found,) = acts.standing(register, [SCHOOL])
    assert (found.text, found.signed_on, found.mark.corrects) == (whole, NOW.date(), drafted)


def test_what_is_old_goes_with_all_its_corrections_and_the_rest_stays(register: Register) -> None:
    old = excuses.excuse_duty(register, author("excuses"), NOW, DUTY, cause="other", reason="Ne")
    excuses.correct(register, author("excuses"), NOW, old, cause="other", reason="Taip")
    sign_offs.sign(register, author("sign_offs"), NOW, kind="monthly_fill_check", period="2026-10")
    before = dt.date(2026, 10, 31)
    assert retention.outdated_entries(register, before) == {"excuses": 2}
    retention.clear_entries(register, before, LATER)
    assert excused(register, past=True) == []
    assert len(sign_offs.standing(register, [SCHOOL])) == 1
    with register.reading() as con:
        assert con.execute(sa.select(tables.entry_retention.c.before)).scalars().all() == [before]


def test_what_is_gone_is_in_no_file_of_the_register_though_others_have_it_open(tmp_path: Path) -> None:
    register = store.open_register(tmp_path)
    dashboard = store.connect(store.address(tmp_path / store.FILE))
    sign_offs.sign(
        register, author("sign_offs"), NOW, kind="monthly_fill_check", period="2026-09", note="Vardenis serga"
    )
    assert sign_offs.standing(dashboard, [SCHOOL])
    retention.clear_entries(register, dt.date(2026, 10, 1), LATER)
    assert not [file.name for file in tmp_path.iterdir() if b"Vardenis serga" in file.read_bytes()]
    for one in (register, dashboard):
        one.engine.dispose()


def test_an_error_of_the_database_does_not_repeat_what_was_entered(register: Register) -> None:
    nobody = author("interventions", 999, pupil="jonas")
    with pytest.raises(sa.exc.IntegrityError) as told:
        interventions.enter(register, nobody, LATER, on_date=NOW.date(), kind="talk", text="Serga mama")
    assert "Serga" not in str(told.value)
