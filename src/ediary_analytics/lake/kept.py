"""Answers of parts, kept in the data directory: what did not change is not gone through again.

``<data>/lake/<lake>/<part>.json``: one for each part, the last one; ``key`` in it says of which contents, order, rules
and program. Rows (of people) are never kept; measures are, as Parquet beside it.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ediary_analytics import fingerprints, policy
from ediary_analytics.lake.order import Answer, Order, Totals
from ediary_analytics.lake.parts import Part
from ediary_analytics.paths import shipped


def place(data: Path, lake: Path) -> Path:
    """The folder for the answers of a lake, made by whoever writes there."""
    return data / "lake" / hashlib.sha256(str(lake.resolve()).encode()).hexdigest()[:16]


def key(part: Part, order: Order) -> str:
    """What an answer depends on: the part's contents, the order, the rules as they are written, and the program.

    Raises:
        InputError: a file of the part cannot be read.
    """
    return hashlib.sha256(
        "\0".join([part.fingerprint(), order.key(), _rules(order), fingerprints.program()]).encode()
    ).hexdigest()


def _rules(order: Order) -> str:
    files = [shipped("expectations") / f"{name}.toml" for name in (*policy.names(), "integrity")]
    if order.rules is not None and order.rules not in policy.names():
        files.append(Path(order.rules))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def read(folder: Path, part: Part, wanted: str, now: dt.datetime) -> Answer | None:
    """The answer of a part, if it is kept under that key and still holds."""
    file = folder / f"{part.name}.json"
    try:
        held = json.loads(file.read_text("utf-8"))
        holds_until = dt.datetime.fromisoformat(held["holds_until"])
        if held["key"] != wanted or holds_until <= now:
            return None
        rows = {name: parquet.read_table(folder / f"{part.name}.rows" / f"{name}.parquet") for name in held["rows"]}
        return Answer(
            part.name,
            {school: dt.datetime.fromisoformat(moment) for school, moment in held["imports"].items()},
            tuple(_verdicts(one) for one in held["verdicts"]),
            tuple(_verdicts(one) for one in held["supposed"]),
            {name: (examined, failed, lacking) for name, (examined, failed, lacking) in held["findings"].items()},
            rows,
            tuple(held["lacking"]),
            holds_until=holds_until,
        )
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None  # what cannot be read is made anew


def write(folder: Path, answer: Answer, made_of: str) -> None:
    """Keep an answer that is whole and holds for a while."""
    if answer.faults or answer.holds_until is None:
        return
    for one in (*reversed(folder.parents), folder):  # parents would be made for everybody else
        one.mkdir(mode=0o700, exist_ok=True)
    file, rows = folder / f"{answer.part}.json", folder / f"{answer.part}.rows"
    file.unlink(missing_ok=True)  # whoever is killed in between leaves no old key beside new rows
    shutil.rmtree(rows, ignore_errors=True)
    if answer.rows:
        rows.mkdir()
        for name, table in answer.rows.items():
            parquet.write_table(table, rows / f"{name}.parquet")
    told = {
        "key": made_of,
        "holds_until": answer.holds_until,
        "imports": answer.imports,
        "verdicts": answer.verdicts,
        "supposed": answer.supposed,
        "findings": answer.findings,
        "rows": list(answer.rows),
        "lacking": answer.lacking,
    }
    aside = folder / f"{answer.part}.{os.getpid()}.new"
    aside.write_text(json.dumps(told, default=_plain, ensure_ascii=False), "utf-8")
    aside.replace(file)


def can_keep(order: Order) -> bool:
    """Whether the answers to an order hold no rows of people."""
    return not order.rows and (not order.asked or order.min_group is not None)


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _verdicts(held: list[Any]) -> Totals:
    name, moment, rows = held
    for row in rows:
        row[-2] = row[-2] and dt.datetime.fromisoformat(row[-2])
    return name, dt.datetime.fromisoformat(moment), rows
