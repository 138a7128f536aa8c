"""What a class head has to do and whom to reach: of the packaged questions, as small Arrow tables."""

import datetime as dt

import duckdb
import pyarrow as pa

from ediary_analytics import evidence
from ediary_analytics.catalogue import question


def undecided(con: duckdb.DuckDBPyConnection, class_id: str, until: dt.date) -> pa.Table:
    """The absences of a class that nobody has decided by a day, the oldest first.

    Columns: pupil_id, pupil, held_on, lesson_no, subject, reason (may be known already), explained_at (the parents'
    word), age_days, due_at and status of the duty to decide (null where the school's rules impose none).
    """
    return con.sql(question("open_absences"), params={"class": class_id, "until": until}).to_arrow_table()


def guardians(con: duckdb.DuckDBPyConnection, class_id: str, until: dt.date) -> pa.Table:
    """The pupils of a class on a day with each of their guardians; one row with none where there is none.

    Columns: pupil_id, pupil, guardian_id, guardian, phone, email, wants_print, has_account, last_login_at.
    """
    return con.sql(question("class_guardians"), params={"class": class_id, "until": until}).to_arrow_table()


def remarks(con: duckdb.DuckDBPyConnection, since: dt.date, until: dt.date) -> pa.Table | None:
    """By ``pupil_id`` and ``kind`` (praise, remark, comment): how many ``remarks``; None of an export without them."""
    if evidence.lacking(["remarks"], next(iter(evidence.present(con).values()), {})):
        return None
    return con.sql(question("remark_counts"), params={"since": since, "until": until}).to_arrow_table()
