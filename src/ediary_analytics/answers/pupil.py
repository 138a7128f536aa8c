"""Everything about one pupil for one page: of the packaged questions and measures, as small Arrow tables.

What each question holds stands in ``sql/questions/pupil_*.sql`` and ``risk_*.sql``. The words of remarks are never
among it, and names only for people who may know them.
"""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ediary_analytics import catalogue, metrics
from ediary_analytics.catalogue import question
from ediary_analytics.errors import AccessError, CallError
from ediary_analytics.i18n import _

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

#: Days up to T of which a guardian's logins count as lately.
LATELY = 30
_NAMES = ("first_name", "last_name")


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
        subjects: marks of the window by ``subject_id, subject``: ``marks`` (letters too), ``in_points`` (those in
            points), ``points`` (their sum), ``mean``, ``trend`` (points in 30 days by least squares; null of fewer than
            two days, and of subjects in no average), ``newest_on``.
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
    """

    identity: pa.Table
    classes: pa.Table
    attendance: pa.Table
    subjects: pa.Table
    terms: pa.Table
    remarks: pa.Table
    flags: pa.Table
    guardians: pa.Table
    levels: pa.Table
    signs: pa.Table
    evidence: pa.Table
    change: pa.Table
    duties: pa.Table

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
    asked = metrics.question("attendance_rate", as_of, by=["pupil"], period="month", since=since, until=until)
    metrics.bind(con, asked)
    identity = _ask(con, "pupil_identity", pupil=pupil_id, school=school)
    if identity.num_rows != 1:
        wrong = _("no such pupil in your scope") if not identity.num_rows else _("several schools have this pupil id")
        raise CallError("pupil", wrong, _("Give a pupil_id of the export, and the school where there are several"))
    one = {"pupil": pupil_id, "school": identity["school_id"][0].as_py()}
    found = {
        "identity": identity,
        "classes": _ask(con, "pupil_classes", **one),
        "attendance": _ask(con, "pupil_attendance", **one),
        "subjects": _ask(con, "pupil_subjects", **one, days=catalogue.metrics()["grade_trend"].settings["days"]),
        "terms": _ask(con, "pupil_terms", **one),
        "remarks": _ask(con, "pupil_remarks", **one),
        "flags": _ask(con, "pupil_flags", **one),
        "guardians": _ask(con, "pupil_guardians", **one, days=LATELY),
        "duties": _ask(con, "pupil_duties", **one),
    }
    found |= {"levels": _measured(con, "risk_level", as_of, one), "change": _measured(con, "risk_group", as_of, one)}
    metrics.bind(con, replace(metrics.question("risk_triggers", as_of), pupil=pupil_id))
    for frame, name in (("signs", "risk_signs"), ("evidence", "risk_evidence")):
        found[frame] = _ask(con, name, **one).drop_columns(["school_id", "pupil_id"])
    whole = Pupil(**found)
    return whole if named else replace(whole, identity=_nameless(identity), guardians=_nameless(whole.guardians))


def _ask(con: "duckdb.DuckDBPyConnection", name: str, **values: Any) -> pa.Table:
    return con.sql(question(name), params=values).to_arrow_table()


def _measured(con: "duckdb.DuckDBPyConnection", name: str, as_of: "dt.datetime", one: dict[str, Any]) -> pa.Table:
    """A measure of the one pupil: ``part, numerator, denominator, value``."""
    rows = metrics.measure(con, replace(metrics.question(name, as_of), pupil=one["pupil"])).rows
    own = pa.array(
        [
            (school, pupil) == (one["school"], one["pupil"])
            for school, pupil in zip(rows["school_id"].to_pylist(), rows["pupil_id"].to_pylist(), strict=True)
        ],
        pa.bool_(),
    )
    return rows.filter(own).select(["part", "numerator", "denominator", "value"])


def _nameless(table: pa.Table) -> pa.Table:
    for name in _NAMES:
        at = table.schema.get_field_index(name)
        table = table.set_column(at, name, pa.nulls(table.num_rows, pa.string()))
    return table
