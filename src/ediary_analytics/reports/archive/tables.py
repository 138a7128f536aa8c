"""The tables of a package: what the diary held, exactly, and where every duty stood.

``parquet/`` holds the tables of the contract with their types, importable like any export; ``csv/`` the same for
whoever opens them in a spreadsheet (texts that a spreadsheet would run are guarded); ``verdicts/`` every judged duty;
``history/`` what earlier imports had shown; ``register/`` what people entered about the whole school.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.register import entries
from ediary_analytics.register.store import Register
from ediary_analytics.reports import table as tables
from ediary_analytics.rights import files

PARQUET, CSV, VERDICTS, HISTORY, REGISTER = "parquet", "csv", "verdicts", "history", "register"
_ENTERED = ("excuses", "sign_offs", "acts")


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write all tables of a root that is narrowed to a school and judged; the rows of each file, by its path."""
    rows = {}
    for path, found in _tables(con):
        file = folder / path
        file.parent.mkdir(mode=0o700, exist_ok=True)
        tables.write(found, file)
        rows[path] = found.num_rows
    return rows


def write_entries(register: Register, school: str, folder: Path) -> dict[str, int]:
    """Write excuses, sign-offs and acts of a school with all their corrections; the rows of each file, by its path.

    What is said about a pupil is not among it: notes are for those who may read them, and are purged with the pupil.
    """
    rows = {}
    (folder / REGISTER).mkdir(mode=0o700)
    with register.reading() as con:
        for name in _ENTERED:
            lines = [dict(row._mapping) for row in entries.read(con, entries.TABLES[name], [school], past=True)]  # noqa: SLF001  (its public name)
            path = f"{REGISTER}/{name}.csv"
            names = [*entries.TABLES[name].columns.keys(), "login", "name"]
            found = pa.table({column: [line[column] for line in lines] for column in names})
            files.write(folder / path, tables.as_csv(found))
            rows[path] = len(lines)
    return rows


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, pa.Table]]:
    present = {name for (name,) in con.execute("select distinct table_name from raw.present").fetchall()} | {"schools"}
    for name, table in contract.exported().items():
        if name in present:
            columns = ", ".join(column.name for column in table.columns)
            found = con.sql(f"select {columns} from core.{name} order by all").to_arrow_table()
            yield f"{PARQUET}/{name}.parquet", found
            yield f"{CSV}/{name}.csv", _flat(found)
    yield f"{VERDICTS}/verdicts.parquet", con.sql("from judged.verdicts order by all").to_arrow_table()
    yield f"{VERDICTS}/imposed.parquet", con.sql("from judged.imposed order by all").to_arrow_table()
    for name in _history(con):
        yield f"{HISTORY}/{name}.parquet", con.sql(f"from history.{name} order by all").to_arrow_table()


def _history(con: duckdb.DuckDBPyConnection) -> list[str]:
    select = (
        "select distinct table_name from duckdb_columns() where schema_name = 'history' and not internal order by 1"
    )
    return [name for (name,) in con.execute(select).fetchall()]


def _flat(found: pa.Table) -> pa.Table:
    """Lists as the contract's CSV has them: ``class_head;subject_teacher``."""
    for place, field in enumerate(found.schema):
        if pa.types.is_list(field.type):
            texts = [None if one is None else ";".join(one) for one in found[field.name].to_pylist()]
            found = found.set_column(place, field.name, pa.array(texts, pa.string()))
    return found
