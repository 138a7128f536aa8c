"""Everything that people entered about one pupil, for the pupil's guardians: also what was corrected or withdrawn."""

from typing import Final

import pyarrow as pa
import sqlalchemy as sa

from ediary_analytics import calendar
from ediary_analytics.register import entries
from ediary_analytics.register.store import Register

_MARK: Final = {
    "entry": pa.int64(),
    "at": pa.timestamp("s"),
    "name": pa.string(),
    "role": pa.string(),
    "corrects": pa.int64(),
    "withdrawn": pa.bool_(),
}
#: The tables whose entries may be about a pupil, and what of them is told.
TOLD: Final = {
    "interventions": {"on_date": pa.date32(), "kind": pa.string(), "text": pa.string(), "confidential": pa.bool_()},
    "excuses": {"on_date": pa.date32(), "obligation": pa.string(), "cause": pa.string(), "reason": pa.string()},
    "acts": {
        "on_date": pa.date32(),
        "reason": pa.string(),
        "wrong_value": pa.string(),
        "right_value": pa.string(),
        "signed_on": pa.date32(),
    },
}


def sheets(register: Register, school: str, pupil_id: str) -> dict[str, pa.Table]:
    """By table, the rows about a pupil, oldest first; moments by the school's clock."""
    found = {}
    with register.reading() as con:
        for name, columns in TOLD.items():
            table = entries.TABLES[name]
            rows = entries.read(con, table, [school], table.c.pupil_id == pupil_id, past=True)
            schema = pa.schema(list((_MARK | columns).items()))
            found[f"entered_{name}"] = pa.Table.from_pylist([_row(row, schema.names) for row in rows], schema=schema)
    return found


def _row(row: sa.Row[tuple[object, ...]], names: list[str]) -> dict[str, object]:
    said = dict(row._mapping)  # noqa: SLF001  (its public name)
    said |= {"entry": row.id, "at": calendar.wall_clock(row.entered_at), "on_date": row.day}
    return {name: said[name] for name in names}
