"""``ediary check``: an export or a warehouse, judged as of a moment, as one report."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from ediary_analytics import counts, docket, entered, history, ingest, integrity, policy, refresh, warehouse
from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _


@contextmanager
def source(
    path: Path | None,
    data: Path,
    school: str | None = None,
    progress: refresh.Progress | None = None,
    as_of: dt.datetime | None = None,
) -> Iterator[Path]:
    """The warehouse file to judge: of an export (imported into a temporary folder), a warehouse, or the last import.

    An export is imported as of the moment asked about, if one is: its rules of integrity look at that day too.

    Raises:
        InputError: it is none of these, or holds totals and no rows.
    """
    if path is None:
        yield _of_rows(warehouse.current(data))
    elif path.is_dir() and warehouse.is_data_dir(path):
        yield _of_rows(warehouse.current(path))
    elif path.suffix == ".duckdb":
        yield _of_rows(path)
    else:
        # among several exports the school is chosen afterwards; one that names none is of the school that was asked for
        among_several = school is not None and len(ingest.find([path]).exports) > 1
        named = None if among_several else school
        with tempfile.TemporaryDirectory(prefix="ediary-") as folder:
            report = refresh.refresh([path], Path(folder), as_of=as_of, school=named, progress=progress, validate=False)
            yield report.file


def _of_rows(file: Path) -> Path:
    """The same, told at once where it will not do: of totals even the schools can be listed."""
    warehouse.open_file(file).close()
    return file


def choose(
    con: duckdb.DuckDBPyConnection, rules: str | None, as_of: dt.datetime | None, school: str | None
) -> list[docket.Case]:
    """The cases to judge in an open warehouse.

    Args:
        con: from :func:`ediary_analytics.warehouse.open_file`.
        rules: a policy for all schools; left out, each school's own.
        as_of: left out, the moment each school was imported with.
        school: only this school.

    Raises:
        CallError: no such school.
        PolicyError: the rules of a school cannot be read.
    """
    listed, unjudged = docket.cases(con, rules, as_of, school)
    for name, error in unjudged.items():
        if rules is not None:
            raise error
        right = error.right
        if isinstance(error, docket.NoRulesError):
            right = _("{right}, or judge by rules of your choice with --policy").format(right=right)
        raise PolicyError(name, _("its rules are not known: {error}").format(error=error.wrong), right)
    if not listed:
        raise docket.no_such_school(school, warehouse.everyone(con))
    return listed


@dataclass(frozen=True, slots=True)
class Looked:
    """What judging and the integrity rules found, before it is validated; ``supposed`` as in the report."""

    outcomes: tuple[docket.Outcome, ...]
    findings: tuple[integrity.Finding, ...]
    supposed: tuple[docket.Outcome, ...] = ()


def look(
    con: duckdb.DuckDBPyConnection,
    listed: list[docket.Case],
    *,
    month: str = "",
    what_if: str | None = None,
    held: entered.Entered = entered.NOTHING,
    rows: bool = True,
) -> Looked:
    """Judge the cases and look at the integrity rules; see :func:`run`.

    Without ``rows``, ``con`` keeps none of the duties; they are counted only.
    """
    supposed = _suppose(con, listed, what_if, month, held) if what_if else []
    if rows or held.changes_verdicts:
        docket.judge(con, listed, month=month)
        entered.lay_over(con, held, listed, month)
        found = docket.outcomes(con, listed)
    else:
        found = counts.outcomes(con, listed, month=month)
    return Looked(tuple(found), tuple(integrity.look(con, integrity.rules())), tuple(supposed))


def validate(
    looked: Looked,
    *,
    month: str = "",
    past: Mapping[str, list[dict[str, Any]]] | None = None,
    store: Path | None = None,
    docs: Path | None = None,
) -> docket.Report:
    """Validate what was found by Great Expectations; see :func:`run`."""
    from ediary_analytics import quality  # noqa: PLC0415  (seconds, paid only here)

    suites = quality.suites(looked.outcomes, looked.findings)
    passed = quality.validate(suites, store=store, docs=docs)
    return docket.Report(month or None, looked.outcomes, looked.findings, passed, looked.supposed, past or {})


def run(  # noqa: PLR0913  (one per option of the command)
    con: duckdb.DuckDBPyConnection,
    listed: list[docket.Case],
    *,
    month: str = "",
    what_if: str | None = None,
    rows: bool = True,
    past: bool = False,
    store: Path | None = None,
    docs: Path | None = None,
    held: entered.Entered = entered.NOTHING,
) -> docket.Report:
    """Judge the cases and validate the outcome; ``con`` is narrowed to them, the rows stay in its ``judged.verdicts``.

    Args:
        con: an open warehouse.
        listed: from :func:`choose`.
        month: keep the duties of one month, ``2026-10``.
        rows: keep the duties, for whoever writes them; else they are counted only.
        what_if: a changed setting, ``lesson_recorded.due_time=20:00``, to judge its duty by beside the present one.
        past: also tell the trend over all imports and what was repaired.
        store: a folder for the validation results.
        docs: a folder for Great Expectations' Data Docs.
        held: what the register holds, to be laid over.

    Raises:
        PolicyError: ``what_if`` names no duty or setting of the rules.
    """
    looked = look(con, listed, month=month, what_if=what_if, held=held, rows=rows)
    told = {"totals": history.trend(con), "repaired": history.repaired(con)} if past else {}
    return validate(looked, month=month, past=told, store=store, docs=docs)


def _suppose(
    con: duckdb.DuckDBPyConnection, listed: list[docket.Case], change: str, month: str, held: entered.Entered
) -> list[docket.Outcome]:
    """Where the one duty would stand; what is judged really comes after and takes its place in ``judged``."""
    changed = [replace(case, policy=policy.supposed(case.policy, change)) for case in listed]
    docket.judge(con, changed, month=month)
    entered.lay_over(con, held, changed, month)
    return docket.outcomes(con, changed)
