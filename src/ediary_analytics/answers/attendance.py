"""Who was missing, when and why: the rows behind the measures of attendance, as small Arrow tables.

They are counted by the same views as the measures (``asked.*``), so that a sum of rows is the measure's number. Names
stand in them: ask only for people who may know them.
"""

import datetime as dt

import duckdb
import pyarrow as pa

from ediary_analytics import metrics
from ediary_analytics.catalogue import question

#: Why a held hour was missed; representing the school is attending.
ABSENCES = ("illness", "other", "unjustified", "open", "representing")


def pupils(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, since: dt.date, until: dt.date) -> pa.Table:
    """A row per pupil and class of the window, both days included, in the order of names.

    Columns: class_id, pupil_id, pupil, held, missed (= illness + other + unjustified + open), representing, late, all
    in lesson hours; illness_days, days_away (every hour of the day missed).
    """
    _window(con, as_of, since, until)
    return con.sql(question("missed_pupils")).to_arrow_table()


def hours(
    con: duckdb.DuckDBPyConnection,
    as_of: dt.datetime,
    since: dt.date,
    until: dt.date,
    class_id: str | None = None,
    pupil_id: str | None = None,
) -> pa.Table:
    """Each lesson hour missed or begun late, of a class, a pupil or everybody in scope.

    Columns: pupil_id, pupil, class_id, class_name, held_on, lesson_no, subject, absence (one of :data:`ABSENCES`, null
    of a lateness), reason (as in the export), is_late.
    """
    _window(con, as_of, since, until, "subject", "group")
    return con.sql(question("missed_hours"), params={"class": class_id, "pupil": pupil_id}).to_arrow_table()


def week(
    con: duckdb.DuckDBPyConnection, as_of: dt.datetime, since: dt.date, until: dt.date, class_id: str | None = None
) -> pa.Table:
    """By ``weekday`` (1 is Monday) and ``lesson_no``: lesson hours ``held`` and ``missed``."""
    _window(con, as_of, since, until)
    return con.sql(question("missed_week"), params={"class": class_id}).to_arrow_table()


def days(
    con: duckdb.DuckDBPyConnection, as_of: dt.datetime, since: dt.date, until: dt.date, class_id: str | None = None
) -> pa.Table:
    """By ``day``: hours ``held, missed, unjustified, open, unknown``; ``pupils`` who missed any, ``away`` who all."""
    _window(con, as_of, since, until)
    return con.sql(question("missed_days"), params={"class": class_id}).to_arrow_table()


def preschool(con: duckdb.DuckDBPyConnection, since: dt.date, until: dt.date, class_id: str | None = None) -> pa.Table:
    """Each day of each child of a preschool group: a whole day is recorded or not, present or absent.

    Columns: class_id, pupil_id, pupil, day, is_recorded, absence (illness, other, unjustified, open), reason.
    """
    asked = {"since": since, "until": until, "class": class_id}
    return con.sql(question("preschool_pupils"), params=asked).to_arrow_table()


def _window(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, since: dt.date, until: dt.date, *more: str) -> None:
    """Let the views count these days, with class and pupil (and more keys, which cost) in their rows."""
    keys = ["class", "pupil", *more]
    metrics.bind(con, metrics.question("attendance_rate", as_of, by=keys, period="total", since=since, until=until))
