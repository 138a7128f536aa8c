"""Everything about one pupil for one page: of the packaged questions and measures, as small Arrow tables.

What each question holds stands in ``sql/questions/pupil_*.sql`` and ``risk_*.sql``. The words of remarks are never
among it, and names only for people who may know them.
"""

import secrets
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from ediary_analytics import catalogue, evidence, metrics, together
from ediary_analytics.catalogue import question
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.i18n import _
from ediary_analytics.transactions import transaction

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    import duckdb

#: Days up to T of which a guardian's logins count as lately.
LATELY = 30
_NAMES = ("first_name", "last_name")
#: What is known by the evidence of a measure (or of a table) → the frames that tell it.
_TOLD: Final = {
    "attendance_rate": ("attendance", "days", "absences"),
    "mean_mark": ("subjects", "marks"),
    "remarks": ("remarks",),
    "never_logged_in": (),  # who the guardians are is known all the same
}


def _needs() -> "dict[str, Collection[str]]":
    known = catalogue.metrics()
    return {name: known[name].needs if name in known else [name] for name in _TOLD}


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil as of T; each frame is a row per what it is about, empty where there is nothing.

    Days are dates, moments are the school's wall clock, ``points`` are marks of 1–10. The window is the school year
    begun last by T, unless another was asked for.

    Attributes:
        identity: one row: ``school_id, pupil_id, first_name, last_name, class_id, class_name, grade_level`` on T; the
            names are null for who may not know them, the class for who has left.
        classes: ``since, until`` (null while open), ``class_id, class_name, grade_level``.
        attendance: by ``month`` of the window, in lesson hours: ``held, unknown`` (not recorded: neither attended nor
            missed), ``missed`` = ``illness + other + unjustified + open``, ``representing`` (is attended), ``late``.
        days: each day of the window with hours held, as in attendance: ``day, held, missed, illness, other,
            unjustified, open, representing, late``.
        absences: each held hour of the window that was missed, attended elsewhere or came to late, the newest first:
            ``day, lesson_no, subject, what`` (illness, other, unjustified, open, representing, late), ``reason``
            (of the export; null where it says none).
        subjects: marks of the window by ``subject_id, subject``: ``marks`` (letters too), ``in_points`` (those in
            points), ``points`` (their sum), ``mean``, ``trend`` (points in 30 days by least squares; null of fewer than
            two days, and of subjects in no average), ``newest_on``.
        marks: each mark of the window, the oldest first: ``subject_id, subject, day, value, points`` (null for a
            letter), ``in_average``.
        terms: term grades up to T: ``term_id, term, term_kind, ends_on, subject_id, subject, value, points``
            (null for a letter), ``is_negative``.
        remarks: by ``month`` of the window and ``kind`` (praise, remark, comment): how many ``remarks``.
        flags: ``kind, since, until, detail, is_active`` on T.
        guardians: ``guardian_id, first_name, last_name, wants_print, has_account, last_login_at, days_lately`` (days
            with a login of the last 30).
        levels: points by ``part``: the letters A absence, B behaviour, C results (0–2 each), ``total`` (0–6); empty for
            who is in no general class.
        signs: each trigger that fired: ``letter, fired_by, numerator, denominator, value, compared`` (>=, >, <=),
            ``bound`` (in the unit of ``value``), ``points, evidence_rows``.
        evidence: the rows behind the signs: ``letter, fired_by, on_date, span`` (before, now; of sharp_change),
            ``lesson_no, subject_id, subject, what`` (kind of absence, late, day, remark, the mark), ``points, row_id``.
        change: of a pupil in the risk group, ``part`` (missed or mark, before or since) with ``numerator, denominator,
            value``.
        duties: what is still to be entered: ``obligation, policy, on_date, owner_id, group_id, due_at, status``
            (missing, pending), ``detail``; as of the moment that the root's ``judged`` was made for.
        unknown: what nothing can be said of for want of evidence: ``measure`` (attendance_rate, mean_mark; remarks;
            never_logged_in, of the guardians' log-ins), ``need`` (the evidence). The frames that tell it are empty
            then: no absence recorded is not none missed.
    """

    identity: pa.Table
    classes: pa.Table
    attendance: pa.Table
    days: pa.Table
    absences: pa.Table
    subjects: pa.Table
    marks: pa.Table
    terms: pa.Table
    remarks: pa.Table
    flags: pa.Table
    guardians: pa.Table
    levels: pa.Table
    signs: pa.Table
    evidence: pa.Table
    change: pa.Table
    duties: pa.Table
    unknown: pa.Table

    def to_pandas(self) -> dict[str, Any]:
        """Every frame as pandas, by its name."""
        return {field.name: getattr(self, field.name).to_pandas() for field in fields(self)}


def look(
    con: "duckdb.DuckDBPyConnection",
    pupil_id: str,
    as_of: "dt.datetime",
    *,
    school: str | None = None,
    since: "dt.date | None" = None,
    until: "dt.date | None" = None,
    named: bool = True,
) -> Pupil:
    """What the rows of a root say of a pupil; it was narrowed, made ready by :func:`metrics.prepare`, and judged.

    Args:
        con: the root; its scope decides what can be seen at all.
        pupil_id: as in the export.
        as_of: T.
        school: the pupil's school, where several are in scope.
        since: first day of the window; None is the school year's.
        until: last day of the window; None is T.
        named: whether to tell the names.

    Raises:
        AccessError: the root is for people who may not name pupils: a single one is no group.
        CallError: no such pupil in scope, or several schools have that id. The id is not repeated in the message.
    """
    if not metrics.names_pupils(con):
        raise AccessError("pupil", _("single pupils are not shown without names"), _("Ask for classes or grades"))
    keys = ("pupil", "subject")
    asked = metrics.question("attendance_rate", as_of, by=keys, period="month", since=since, until=until)
    with con.cursor() as own, transaction(own):
        metrics.bind(own, replace(asked, pupil=pupil_id))
        identity = own.sql(question("pupil_identity"), params={"pupil": pupil_id, "school": school}).to_arrow_table()
        if identity.num_rows != 1:
            missing = not identity.num_rows
            wrong = _("no such pupil in your scope") if missing else _("several schools have this pupil id")
            raise CallError("pupil", wrong, _("Give a pupil_id of the export, and the school where there are several"))
        desk = _Desk(own, pupil_id, identity["school_id"][0].as_py(), as_of)
        found = desk.known({"identity": identity, **desk.window(), **desk.risk()})
    whole = Pupil(**found)
    return whole if named else replace(whole, identity=_nameless(identity), guardians=_nameless(whole.guardians))


class _Desk:
    """A connection whose variables are bound to one pupil; of what several questions read it keeps this pupil's rows.

    Planning the views over and over costs more than reading the rows of one pupil.
    """

    def __init__(self, con: "duckdb.DuckDBPyConnection", pupil_id: str, school: str, as_of: "dt.datetime") -> None:
        self._con, self._as_of = con, as_of
        self._one = {"pupil": pupil_id, "school": school}
        self._tables: dict[str, str] = {}

    def window(self) -> dict[str, pa.Table]:
        """What is told of the window that is bound, by month."""
        for view in ("hours", "marks"):
            self._keep(view, "where school_id = $school and who = $pupil")
        days = catalogue.metrics()["grade_trend"].settings["days"]
        return {
            "classes": self._ask("pupil_classes"),
            "attendance": self._ask("pupil_attendance"),
            "days": self._ask("pupil_days"),
            "absences": self._ask("pupil_absences"),
            "subjects": self._ask("pupil_subjects", days=days),
            "marks": self._ask("pupil_marks"),
            "terms": self._ask("pupil_terms"),
            "remarks": self._ask("pupil_remarks"),
            "flags": self._ask("pupil_flags"),
            "guardians": self._ask("pupil_guardians", days=LATELY),
            "duties": self._ask("pupil_duties"),
        }

    def risk(self) -> dict[str, pa.Table]:
        """What is told of the risk window, whatever window was asked for; all signs are worked out once."""
        level, group = (
            replace(metrics.question(name, self._as_of), pupil=self._one["pupil"])
            for name in ("risk_level", "risk_group")
        )
        metrics.bind(self._con, level)
        for view in ("risk_pupils", "risk", "risk_levels"):
            self._keep(view)
        found = {"levels": self._measured(level), "change": self._measured(group)}
        for frame, name in (("signs", "risk_signs"), ("evidence", "risk_evidence")):
            found[frame] = self._ask(name).drop_columns(["school_id", "pupil_id"])
        return found

    def known(self, found: dict[str, pa.Table]) -> dict[str, pa.Table]:
        """The frames, those emptied that tell what the school's export does not show, and what it lacks."""
        tables = evidence.present(self._con).get(self._one["school"], {})
        lacking = {name: evidence.lacking(needs, tables) for name, needs in _needs().items()}
        empty = {frame: found[frame].slice(0, 0) for name, frames in _TOLD.items() if lacking[name] for frame in frames}
        pairs = [(name, need) for name, needs in lacking.items() for need in needs]
        unknown = {
            "measure": pa.array([name for name, _need in pairs], pa.string()),
            "need": pa.array([need for _name, need in pairs], pa.string()),
        }
        return {**found, **empty, "unknown": pa.table(unknown)}

    def _keep(self, view: str, rows: str = "") -> None:
        name = f"pupil_{view}_{secrets.token_hex(4)}"
        # what a view reads of those that are kept already it reads of them
        select = self._read(catalogue.asked()[view].sql)
        values = self._one if rows else None
        self._con.execute(f"create temporary table {name} as select * from ({select}) {rows}", values)
        self._tables[view] = f"temp.{name}"

    def _read(self, sql: str) -> str:
        return together.reading(sql, self._tables.get)

    def _ask(self, name: str, **values: Any) -> pa.Table:
        return self._con.sql(self._read(question(name)), params={**self._one, **values}).to_arrow_table()

    def _measured(self, asked: metrics.Question) -> pa.Table:
        """A measure of the one pupil: ``part, numerator, denominator, value``."""
        rows = metrics.answer(self._con, asked, evidence.present(self._con), self._read).rows
        own = [
            (school, pupil) == (self._one["school"], self._one["pupil"])
            for school, pupil in zip(rows["school_id"].to_pylist(), rows["pupil_id"].to_pylist(), strict=True)
        ]
        return rows.filter(pa.array(own, pa.bool_())).select(["part", "numerator", "denominator", "value"])


def _nameless(table: pa.Table) -> pa.Table:
    for name in _NAMES:
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, pa.nulls(table.num_rows, pa.string()))
    return table
