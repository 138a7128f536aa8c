"""The tables of a package: what the diary held, exactly, and where every duty stood.

``parquet/`` holds the tables of the contract with their types, importable like any export; ``csv/`` the same for
whoever opens them in a spreadsheet (texts that a spreadsheet would run are guarded); ``verdicts/`` every judged duty;
``history/`` what earlier imports had shown.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.reports import table as tables
from ediary_analytics.rights import files

PARQUET, CSV, VERDICTS, HISTORY = "parquet", "csv", "verdicts", "history"


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write all tables of a root that is narrowed to a school and judged; the rows of each file, by its path."""
    rows = {}
    for path, found in _tables(con):
        file = folder / path
        file.parent.mkdir(mode=0o700, exist_ok=True)
        files.write(file, b"")  # nobody else may read it, from the first byte on
        tables.write(found, file)
        rows[path] = found.num_rows
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
