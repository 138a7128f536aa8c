"""The warehouse that is served: one DuckDB file (see :mod:`.versions`), opened read-only and narrowed.

A connection always is an in-memory root to which the file is attached as ``warehouse``. What a query names, such as
``core.lessons``, is a view in the root over the rows that its scope allows (:func:`narrow`); nothing else is reachable
from the packaged SQL.
"""

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Collection
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from ediary_analytics import contract, models
from ediary_analytics.errors import AccessError, InputError
from ediary_analytics.i18n import _

#: The file that names the version that is served.
POINTER = "current"
_EVIDENCE_TABLE = (
    "select comment from duckdb_tables()"
    " where database_name = $catalog and schema_name = 'core' and table_name = 'evidence'"
)
#: The modules that make tables of the warehouse beside the models.
_SHAPING = ("answers/totals", "corrections", "docket", "history", "looks", "models", "sightings", "ingest/staging")
#: Where a warehouse keeps what was imported and how, the school's plain nouns, where its duties stand, and stood.
#: Of many schools it may hold ``totals`` instead of rows: then nothing that is somebody's stands in the other schemas.
SCHEMAS = ("raw", "core", "judged", "history", "totals")
#: Tables that name no school: the same days for everybody.
_COMMON = {"calendar", *contract.common()}


@cache
def _spill() -> str:
    """Where queries put what does not fit into memory: a folder that nobody else may read, gone with the process."""
    folder = tempfile.mkdtemp(prefix="ediary-spill-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def root() -> duckdb.DuckDBPyConnection:
    """An empty connection, to which a warehouse is to be attached."""
    # left to itself it would spill into a folder of where the program was started, for everybody to read
    con = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": _spill(),
        },
    )
    # a notebook without ipywidgets has no bar, and refuses to be told so
    if con.execute("select current_setting('enable_progress_bar')").fetchall() == [(True,)]:
        con.execute("set enable_progress_bar = false")
    return con


def sign(con: duckdb.DuckDBPyConnection) -> None:
    """Let a warehouse say by which version of the program it was built; one that holds nothing says nothing."""
    if _signed(con):
        con.execute(f"comment on table warehouse.core.evidence is '{shape()}'")


def _signed(con: duckdb.DuckDBPyConnection, catalog: str = "warehouse") -> list[tuple[str | None]]:
    return con.execute(_EVIDENCE_TABLE, {"catalog": catalog}).fetchall()


def is_of_this_version(con: duckdb.DuckDBPyConnection, catalog: str) -> bool:
    """Whether an attached warehouse has the tables that this version of the program makes."""
    return _signed(con, catalog) == [(shape(),)]


def current(folder: Path) -> Path:
    """The warehouse that is served from a data directory.

    Raises:
        InputError: nothing has been imported there.
    """
    pointer = folder / POINTER
    if not pointer.is_file():
        raise InputError(folder, _("nothing has been imported yet"), _("Import an export first: ediary import FOLDER"))
    return folder / pointer.read_text("utf-8").strip()


def is_data_dir(folder: Path) -> bool:
    """Whether a folder is a data directory of ours and not an export."""
    return (folder / POINTER).is_file()


def holds_totals(con: duckdb.DuckDBPyConnection, catalog: str | None = None) -> bool:
    """Whether what is attached (under that name) holds the totals of many schools and no rows of anybody."""
    return bool(
        con.execute(
            "select 1 from duckdb_tables() where schema_name = 'totals' and table_name = 'asked'"
            " and coalesce(database_name = $catalog, true)",
            {"catalog": catalog},
        ).fetchall()
    )


def no_rows(where: Path) -> InputError:
    """What is told to whoever asks for rows where there are none."""
    return InputError(
        where,
        _("this holds the totals of many schools, and no rows"),
        _("Import the school's own export into its own data directory: ediary import FOLDER --into DIRECTORY"),
    )


def open_file(path: Path, *, totals: bool = False) -> duckdb.DuckDBPyConnection:
    """A root connection with the file attached read-only as ``warehouse``.

    Args:
        path: the file.
        totals: whether one that holds totals and no rows will do; to whoever reckons it would look like empty schools.

    Raises:
        InputError: the file is no warehouse of ours, or of another version of the program; or it holds totals.
    """
    con = root()
    try:
        con.execute(f"attach '{quoted(path)}' as warehouse (read_only)")
        found = _signed(con)
    except duckdb.Error:
        found = []
    if found == [(shape(),)] and (totals or not holds_totals(con)):
        return con
    only_totals = holds_totals(con)
    con.close()
    if found == [(shape(),)] and only_totals:
        raise no_rows(path)
    if found:
        raise InputError(
            path, _("another version of this program made this warehouse"), _("Import the exports again: ediary import")
        )
    raise InputError(path, _("this is no warehouse"), _("Give an export folder or a warehouse file"))


@cache
def shape() -> str:
    """What tells a warehouse of this program from one of another version: all that decides on its tables."""
    package = resources.files("ediary_analytics")
    parts = [package / "contract/tables.toml", *(package / f"{module}.py" for module in _SHAPING)]
    for folder in ("sql/core", "sql/macros"):
        parts += sorted((package / folder).iterdir(), key=lambda file: file.name)
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def quoted(value: Path | str) -> str:
    """A path or an id as it stands between single quotes in SQL."""
    return str(value).replace("'", "''")


def of_schools(schools: Collection[str]) -> str:
    """The condition on rows to be of these schools."""
    listed = ", ".join(f"'{quoted(school)}'" for school in sorted(schools))
    return f"school_id in ({listed})"


def narrow(
    con: duckdb.DuckDBPyConnection, schools: Collection[str], schemas: Collection[str] = SCHEMAS
) -> duckdb.DuckDBPyConnection:
    """Make ``core.*``, ``raw.*`` and ``judged.*`` of the root hold only the rows of these schools.

    The views are made anew, so a root may be narrowed again. Who judges anew leaves ``judged`` out of ``schemas`` and
    fills tables of that name instead.

    Raises:
        AccessError: no school was named: nothing is ever shown without a scope.
    """
    if not schools:
        raise AccessError("narrow", _("no school is in scope"), _("Name at least one school"))
    tables = con.execute(
        "select schema_name, table_name, bool_or(column_name = 'school_id') from duckdb_columns()"
        " where database_name = 'warehouse' and schema_name in (select unnest($schemas)) group by all",
        {"schemas": list(schemas)},
    ).fetchall()
    for schema in schemas:
        con.execute(f"create schema if not exists {schema}")
    standing = dict(
        con.execute(
            "select schema_name || '.' || view_name, sql from duckdb_views() where database_name = current_database()"
        ).fetchall()
    )
    # looking for sixty schools in every row of every scan costs as much as a join
    condition = "" if tables and set(everyone(con)) == set(schools) else f" where {of_schools(schools)}"
    for schema, table, has_schools in tables:
        if has_schools or table in _COMMON:  # what names no school is nobody's to see
            name, rows = f"{schema}.{table}", condition if has_schools else ""
            # making a view costs more than asking most of them
            if rows or standing.get(name) != f"CREATE VIEW {name} AS SELECT * FROM warehouse.{name};":
                con.execute(f"create or replace view {name} as select * from warehouse.{name}{rows}")
    if "core.calendar" not in standing:  # what reads the views by name need not be made again
        models.load_macros(con)
        if ("core", "pupils") in {(schema, table) for schema, table, _schools in tables}:  # totals name nobody
            models.load_names(con)
    return con


def everyone(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all schools of the attached warehouse, whatever the root is narrowed to."""
    return [school for (school,) in con.execute("select school_id from warehouse.raw.imports").fetchall()]


def lock_down(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Take from a root that serves people the way to files, networks and its own settings."""
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    return con
