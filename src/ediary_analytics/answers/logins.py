"""Who has never logged in, by name: for those who may name people, to help them or to print for them.

Asked of a connection that was opened for a viewer and one school.
"""

import datetime as dt
from dataclasses import dataclass

import duckdb

from ediary_analytics.catalogue import question


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody of the school who has never logged in; a guardian once for each child.

    Attributes:
        kind: ``guardian``, ``pupil`` or ``staff``.
        class_id: of the pupil; None of staff.
        person_id: as in the export.
        name: ``Pavardė Vardas``; None where the viewer may not know it.
        pupil_id: the pupil, or the guardian's child; None of staff.
        pupil: the pupil's name.
        has_account: whether there is an account to log in with.
        wants_print: whether the guardian asked for printed reports.
        contact: telephone and e-mail of a guardian, as far as the export has them.
    """

    kind: str
    class_id: str | None
    person_id: str
    name: str | None
    pupil_id: str | None
    pupil: str | None
    has_account: bool
    wants_print: bool
    contact: str


def never(con: duckdb.DuckDBPyConnection, moment: dt.datetime) -> list[Absent]:
    """Everybody who belongs to the school at that moment and has not logged in by then, by kind and name."""
    rows = con.execute(question("never_logged_in"), {"moment": moment}).fetchall()
    return [
        Absent(kind, class_id, person, name, pupil_id, pupil, has_account, wants_print, _contact(phone, email))
        for (
            _school,
            kind,
            class_id,
            person,
            name,
            pupil_id,
            pupil,
            has_account,
            wants_print,
            phone,
            email,
        ) in rows
    ]


def _contact(*ways: str | None) -> str:
    return ", ".join(filter(None, ways))
