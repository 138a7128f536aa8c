"""What people enter shows at once in whatever is told of the diary, outlives every import, and can be taken back."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ediary_analytics import access, cli, docket, entered, history, warehouse
from ediary_analytics.access import Scope, Viewer, of_schools
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.refresh import refresh
from ediary_analytics.register import acts, excuses, interventions, sign_offs, standing
from ediary_analytics.register.store import URL_VARIABLE, Register, open_register
from ediary_analytics.standing import Verdict
from support.exports import TABLES, write_export
from support.register import NOW

SCHOOL = "ąžuolynas"
FIRST = dt.datetime(2026, 10, 16, 23, 59, 59)
SECOND = dt.datetime(2026, 11, 16, 23, 59, 59)
WHY = {"cause": "no_internet", "reason": "Dvi dienas nebuvo ryšio"}
FLAGS = "pupil_id | kind | since | detail\njonas | support | 2026-09-01 | psichologas; logopedas"
DUTIES = "duty_id | kind | period | done_at\nd1 | monthly_fill_check | 2026-09 | 2026-10-02 12:00"
UNLOCKED = """
    lock_id | scope | period  | locked_at        | unlocked_at
    k1      | month | 2026-09 | 2026-10-05 12:00 | 2026-10-06 12:00
"""
ACTS = "act_id | lock_id | signed_on\na0 | k0 | 2026-09-02"


class Diary:
    """One school's data directory and register, used as its deputy director does."""

    def __init__(self, folder: Path, imported: Path | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        if imported:
            shutil.copytree(imported, self.data)
        self.register: Register = open_register(self.data)
        self.viewer = Viewer("rasa", "deputy_director", of_schools([SCHOOL]))
        self.times = 0

    def imported(self, as_of: dt.datetime = FIRST, **changed: str | None) -> None:
        self.times += 1
        export = write_export(self.folder / f"export{self.times}", **{"pupil_flags": FLAGS, **changed})
        held = standing.of_data(self.data)
        refresh([export], self.data, as_of=as_of, validate=False, held=held)

    def open(self, viewer: Viewer | None = None, rules: str | None = None) -> Any:
        file = warehouse.current(self.data)
        return access.open_for(viewer or self.viewer, file, SCHOOL, rules, standing.read(self.register))

    def statuses(self, duty: str, viewer: Viewer | None = None, rules: str | None = None) -> list[str]:
        asked = "select status from judged.verdicts where obligation = ? order by subject_id"
        with self.open(viewer, rules) as con:
            return [status for (status,) in con.execute(asked, [duty]).fetchall()]

    def verdict(self, duty: str) -> Verdict:
        """As ``ediary check`` judges it anew."""
        with warehouse.open_file(warehouse.current(self.data)) as con:
            listed = docket.cases(con)[0]
            docket.judge(con, listed)
            entered.lay_over(con, standing.read(self.register), listed)
            (outcome,) = docket.outcomes(con, listed)
        return next(one for one in outcome.verdicts if one.name == duty)

    def rate(self, duty: str) -> float | None:
        return self.verdict(duty).rate

    def excuse(self, subject: str, duty: str = "lesson_recorded") -> int:
        with self.open() as con:
            found = access.excusable(con, SCHOOL, duty, subject)
            author = access.author(self.viewer, None, "excuses", SCHOOL, con=con, pupil=found.pupil_id)
        return excuses.excuse_duty(self.register, author, NOW, found, **WHY)

    def trend(self, duty: str = "lesson_recorded") -> list[tuple[str, int, int, int, int]]:
        with warehouse.narrow(warehouse.open_file(warehouse.current(self.data)), {SCHOOL}) as con:
            rows = [row for row in history.trend(con) if row["obligation"] == duty]
        return [(row["as_of"][:10], row["met"], row["late"], row["missing"], row["excused"]) for row in rows]

    def published(self, duty: str) -> list[str]:
        with warehouse.narrow(warehouse.open_file(warehouse.current(self.data)), {SCHOOL}) as con:
            asked = "select status from judged.verdicts where obligation = ? order by subject_id"
            return [status for (status,) in con.execute(asked, [duty]).fetchall()]


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school, imported in the middle of October."""
    folder = tmp_path_factory.mktemp("october")
    refresh([write_export(folder / "export", pupil_flags=FLAGS)], folder / "data", as_of=FIRST, validate=False)
    return folder / "data"


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school a month later, with duties done, a month unlocked and an act."""
    folder = tmp_path_factory.mktemp("november")
    terms = TABLES["terms"].replace("2026-10-16", "2026-12-16")
    export = write_export(folder / "export", terms=terms, duties_done=DUTIES, locks=UNLOCKED, unlock_acts=ACTS)
    refresh([export], folder / "data", as_of=SECOND, validate=False)
    return folder / "data"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def diary(here: Path, october: Path) -> Diary:
    return Diary(here, october)


@pytest.fixture
def later(here: Path, november: Path) -> Diary:
    return Diary(here, november)


def check(*options: str) -> dict[str, Any]:
    done = CliRunner().invoke(cli.cli, ["check", "--format", "json", *options])
    assert done.exit_code in {0, 1}, (done.output, done.exception)
    return {entry["name"]: entry for entry in json.loads(done.stdout)["obligations"]}


def test_an_excuse_changes_the_rate_outlives_an_import_and_can_be_withdrawn(diary: Diary) -> None:
    assert diary.statuses("lesson_recorded") == ["met", "late", "met", "missing"]
    number = diary.excuse("maths|2026-10-13|2")
    assert diary.statuses("lesson_recorded") == ["met", "late", "met", "excused"]
    assert diary.rate("lesson_recorded") == 0.75

    diary.imported(FIRST + dt.timedelta(days=1))
    assert diary.statuses("lesson_recorded") == ["met", "late", "met", "excused"]
    assert diary.published("lesson_recorded") == ["met", "late", "met", "missing"], "the file tells the export alone"

    author = access.author(diary.viewer, None, "excuses", SCHOOL)
    excuses.withdraw(diary.register, author, NOW, number)
    assert diary.statuses("lesson_recorded") == ["met", "late", "met", "missing"]
    assert diary.rate("lesson_recorded") == 0.5
    diary.imported(FIRST + dt.timedelta(days=2))
    assert diary.trend() == [
        ("2026-10-16", 2, 1, 1, 0), ("2026-10-17", 2, 1, 0, 1), ("2026-10-18", 2, 1, 1, 0),
    ]  # fmt: skip
    assert len(excuses.standing(diary.register, [SCHOOL], past=True)) == 2


def test_days_without_a_diary_excuse_what_fell_due_then_and_nothing_else(diary: Diary) -> None:
    author = access.whole_school(diary.viewer, None, "excuses", SCHOOL)
    day = dt.date(2026, 10, 6)
    excuses.excuse_days(diary.register, author, NOW, since=day, until=day, **WHY)
    assert diary.statuses("lesson_recorded") == ["met", "excused", "met", "missing"]
    # judged by other rules the excuse holds too, and so it does for whoever sees their own duties only
    assert "excused" in diary.statuses("lesson_recorded", rules="kedainiai-senamiestis")
    ona = Viewer("ona", "subject_teacher", Scope((SCHOOL,), None, "ona", ()))
    assert diary.statuses("lesson_recorded", ona) == ["met", "excused", "met", "missing"]


@pytest.mark.slow
def test_an_export_by_its_path_is_judged_by_itself(diary: Diary) -> None:
    diary.excuse("maths|2026-10-13|2")
    assert check()["lesson_recorded"]["excused"] == 1
    export = write_export(diary.folder / "export")
    assert check(str(export), "--as-of", "2026-10-16")["lesson_recorded"]["excused"] == 0


def test_only_what_is_late_or_missing_is_excused(diary: Diary) -> None:
    for subject in ("maths|2026-10-06|1", "nothing"):
        with pytest.raises(CallError):
            diary.excuse(subject)


def test_a_month_signed_off_is_done_at_that_moment(later: Diary) -> None:
    assert later.statuses("fill_check_done") == ["pending"]
    author = access.author(later.viewer, None, "sign_offs", SCHOOL)
    number = sign_offs.sign(later.register, author, NOW, kind="monthly_fill_check", period="2026-10")
    assert later.statuses("fill_check_done") == ["met"]
    assert later.statuses("attendance_reviewed") == ["pending"]
    assert later.rate("fill_check_done") == 1
    sign_offs.withdraw(later.register, author, NOW, number)
    assert later.statuses("fill_check_done") == ["pending"]


def test_of_a_diary_that_exports_no_duties_a_signature_shows_what_follows_it(here: Path) -> None:
    diary = Diary(here)
    terms = TABLES["terms"].replace("2026-10-01", "2026-09-01").replace("10-16", "12-16")
    diary.imported(SECOND, terms=terms)
    assert not diary.verdict("fill_check_done").checkable
    author = access.author(diary.viewer, None, "sign_offs", SCHOOL)
    sign_offs.sign(diary.register, author, NOW, kind="monthly_fill_check", period="2026-10")
    told = diary.verdict("fill_check_done")
    assert (told.checkable, told.met, told.examined) == (True, 1, 1), "September was before"
    assert diary.statuses("fill_check_done") == ["met"]
    assert not diary.verdict("attendance_reviewed").checkable


def test_a_signed_act_counts_and_a_draft_does_not(later: Diary) -> None:
    assert later.statuses("unlock_has_act") == ["missing"]
    author = access.author(later.viewer, None, "acts", SCHOOL)
    text = acts.Text("k1", None, "ona", reason="Suklysta", right_value="9", approved_by="rasa")
    drafted = acts.draft(later.register, author, NOW, dt.date(2026, 10, 6), text)
    assert later.statuses("unlock_has_act") == ["missing"]
    acts.sign(later.register, author, dt.datetime(2026, 10, 10, 9, tzinfo=dt.UTC), drafted, text)
    assert later.statuses("unlock_has_act") == ["late"]


def test_who_is_in_hand_is_known_where_support_is_seen_and_nowhere_else(diary: Diary) -> None:
    with diary.open() as con:
        author = access.author(diary.viewer, None, "interventions", SCHOOL, con=con, pupil="jonas")
    interventions.enter(diary.register, author, NOW, on_date=dt.date(2026, 10, 12), kind="talk", text="Pokalbis")
    interventions.enter(diary.register, author, NOW, on_date=dt.date(2026, 10, 13), kind="note", text="Pastaba")
    other = write_export(diary.folder / "other", schools=TABLES["schools"].replace("ąžuolynas", "liepynas "))
    refresh([other], diary.data, as_of=FIRST, validate=False)

    def in_hand(viewer: Viewer, school: str = SCHOOL) -> list[tuple[str, str, dt.date]]:
        file = warehouse.current(diary.data)
        with access.open_for(viewer, file, school, None, standing.read(diary.register)) as con:
            rows: list[tuple[str, str, dt.date]] = con.execute("from asked.interventions").fetchall()
        return rows

    jonas = [(SCHOOL, "jonas", dt.date(2026, 10, 12))]
    assert in_hand(diary.viewer) == jonas
    assert in_hand(Viewer("", "class_head", Scope((SCHOOL,), None, "rasa", ()))) == jonas
    assert in_hand(Viewer("", "director", of_schools(["liepynas"])), "liepynas") == []
    for stranger in (
        Viewer("", "subject_teacher", Scope((SCHOOL,), None, "ona", ())),
        Viewer("", "administrator", of_schools([SCHOOL])),
        Viewer("", "municipality", of_schools([SCHOOL])),
    ):
        assert in_hand(stranger) == []


def test_a_pupil_in_hand_leaves_the_candidates(diary: Diary) -> None:
    with diary.open() as con:
        author = access.author(diary.viewer, None, "interventions", SCHOOL, con=con, pupil="jonas")
    interventions.enter(diary.register, author, NOW, on_date=dt.date(2026, 10, 12), kind="talk", text="Pokalbis")
    done = CliRunner().invoke(cli.cli, ["metric", "risk_candidates", "--set", "least_level=0", "--format", "json"])
    assert [row["pupil_id"] for row in json.loads(done.stdout)["rows"]] == ["austėja"], done.output


def test_notes_are_read_by_those_who_may_and_confidential_ones_by_their_own_role(diary: Diary) -> None:
    psychologist = Viewer("p", "psychologist", of_schools([SCHOOL]))

    def enter(viewer: Viewer, text: str, *, confidential: bool) -> None:
        with diary.open(viewer) as con:
            author = access.author(viewer, None, "interventions", SCHOOL, con=con, pupil="jonas")
        on_date = dt.date(2026, 10, 12)
        interventions.enter(
            diary.register, author, NOW, on_date=on_date, kind="talk", text=text, confidential=confidential
        )

    enter(diary.viewer, "Visiems", confidential=False)
    enter(psychologist, "Tik psichologams", confidential=True)

    def read(viewer: Viewer, pupil: str = "jonas") -> list[str]:
        with diary.open(viewer) as con:
            return [one.text for one in access.notes(diary.register, viewer, con, SCHOOL, pupil)]

    assert read(psychologist) == ["Visiems", "Tik psichologams"]
    assert read(psychologist, "austėja") == []
    for role in ("deputy_director", "director", "social_pedagogue", "speech_therapist"):
        assert read(Viewer("", role, of_schools([SCHOOL]))) == ["Visiems"]
    for role in ("administrator", "career_specialist", "health_specialist", "municipality"):
        assert read(Viewer("", role, of_schools([SCHOOL]))) == []
    assert read(Viewer("", "guardian", Scope((SCHOOL,), None, None, ("jonas",)))) == []


def test_leave_to_enter_is_the_roles_the_schools_and_the_pupils(diary: Diary) -> None:
    for what in ("excuses", "sign_offs", "interventions", "acts", "reminders"):
        for role, one in access.roles().items():
            right = "sign_offs" if what == "reminders" else what
            if right not in one.may_write:
                with pytest.raises(AccessError):
                    access.author(Viewer("", role, of_schools([SCHOOL])), None, what, SCHOOL)
    with pytest.raises(AccessError):
        access.author(diary.viewer, None, "excuses", "liepynas")
    with pytest.raises(AccessError):
        access.author(diary.viewer, None, "interventions", SCHOOL)
    psychologist = Viewer("p", "psychologist", of_schools([SCHOOL]))
    with diary.open(psychologist) as con, pytest.raises(AccessError):
        access.author(psychologist, None, "interventions", SCHOOL, con=con, pupil="austėja")
    part = Viewer("", "deputy_director", Scope((SCHOOL,), (1, 4), None, ()))
    with pytest.raises(AccessError):
        access.whole_school(part, None, "excuses", SCHOOL)


def test_a_connection_of_a_narrower_scope_holds_no_keys_of_others(diary: Diary) -> None:
    diary.excuse("maths|2026-10-13|2")
    rasa = Viewer("", "class_head", Scope((SCHOOL,), None, "rasa", ()))
    with diary.open(rasa) as con:
        assert con.execute("select 1 from duckdb_schemas() where schema_name = 'entered'").fetchall() == []
