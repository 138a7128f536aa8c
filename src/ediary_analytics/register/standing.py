"""What stands in the register, as rows for :mod:`ediary_analytics.entered` to lay over a warehouse."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa

from ediary_analytics.entered import NOTHING, Entered
from ediary_analytics.register import entries, interventions, sign_offs, store, tables
from ediary_analytics.register.store import Register


def of_data(data: Path, schools: Collection[str] | None = None) -> Entered:
    """What the register of a data directory holds; nothing where there is none yet.

    Raises:
        InputError: as :func:`ediary_analytics.register.store.open_register`.
    """
    register = store.existing(data)
    return NOTHING if register is None else read(register, schools)


def read(register: Register, schools: Collection[str] | None = None) -> Entered:
    """What stands about these schools, or all: read as one state."""
    with register.reading() as con:
        excuses = entries.read(con, tables.excuses, schools)
        return Entered(
            excused_duties=tuple(
                (row.school_id, row.obligation, row.subject_id) for row in excuses if row.obligation is not None
            ),
            excused_days=tuple(
                dict.fromkeys((row.school_id, day) for row in excuses if row.since for day in _days(row))
            ),
            sign_offs=tuple(
                sign_offs.laid(sign_offs.read(row)) for row in entries.read(con, tables.sign_offs, schools)
            ),
            unlock_acts=tuple(_act(row) for row in _signed(con, schools)),
            interventions=tuple(
                (row.school_id, row.pupil_id, row.day)
                for row in entries.read(
                    con, tables.interventions, schools, tables.interventions.c.kind != interventions.NOTE
                )
            ),
        )


def _days(row: sa.Row[tuple[object, ...]]) -> list[dt.date]:
    return [row.since + dt.timedelta(days=n) for n in range((row.until - row.since).days + 1)]


def _signed(con: sa.Connection, schools: Collection[str] | None) -> list[sa.Row[tuple[object, ...]]]:
    return entries.read(con, tables.acts, schools, tables.acts.c.signed_on.is_not(None))


def _act(row: sa.Row[tuple[object, ...]]) -> tuple[object, ...]:
    said = (row.lock_id, row.staff_id, row.subject_id, row.class_id, row.pupil_id, row.reason, row.wrong_value)
    return (row.school_id, f"register-{row.id}", *said, row.right_value, row.approved_by, row.signed_on)
