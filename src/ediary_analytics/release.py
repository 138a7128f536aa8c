"""A measure on its way to somebody who may not name pupils: how many stand behind each group, and what is hidden."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ediary_analytics import disclosure
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ediary_analytics.metrics import Measured, Question

#: What never leaves without names: groups of the diary and teachers are told by whom they teach.
PERSONAL = frozenset({"pupil", "group", "teacher"})
_COLUMNS = {"class": "class_id", "grade": "grade_level", "subject": "subject_id", "kind": "kind"}
#: Where a measure is not of pupils (tests of a week, duties done): those with lessons then are the group.
_WHO_IS_THERE = "lessons_held"


def release(ask: "Callable[[Question], Measured]", asked: "Question", min_group: int) -> "Measured":
    """The answer with small groups, and whatever would tell them, hidden: see :mod:`ediary_analytics.disclosure`.

    ``rows`` gets a column ``hidden``. A measure that tells of no pupils is told whole. Classes are hidden within their
    grade, after the grades: so the tables of classes and of grades cannot be played off against each other.

    Args:
        ask: answers a question with everything in it; never handed on.
        asked: the question.
        min_group: pupils that a group must have.

    Raises:
        AccessError: the question is about single pupils, diary groups or teachers.
    """
    for key in asked.by:
        if key in PERSONAL:
            raise AccessError(
                asked.metric.name,
                _("without names it is not told by '{key}'").format(key=key),
                _("Allowed are {names}").format(names=", ".join(sorted(set(asked.metric.allow) - set(PERSONAL)))),
            )
    found = ask(asked)
    if not asked.metric.tells_of_pupils:
        return replace(found, rows=found.rows.append_column("hidden", pa.repeat(False, found.rows.num_rows)))  # noqa: FBT003
    people = _people(ask, asked)
    of_class = "class" in asked.by
    own = [_COLUMNS[key] for key in asked.by if key in _COLUMNS]
    groups = ["school_id", *dict.fromkeys((["grade_level"] if of_class else []) + own)]
    over = [key for key in groups[1:] if not (of_class and key == "grade_level")]
    # a group of one key may be hidden in one month and shown in another; of several, it is hidden throughout
    dated = ["period"] if asked.period != "total" and len(over) <= 1 else []
    sizes = _sizes(people, [*groups, *dated])
    shut = _of_hidden_grades(people, [*groups, *dated], min_group) if of_class else set()
    grades = {(one["school_id"], one["class_id"]): one["grade_level"] for one in people} if of_class else {}
    rows = found.rows.to_pylist()
    for row in rows:
        if of_class:
            row["grade_level"] = grades.get((row["school_id"], row["class_id"]))
        place = {key: row[key] for key in [*groups, *dated]}
        # staff are no pupils, but people too
        row["pupils"] = row["denominator"] if row.get("kind") == "staff" else sizes.get(tuple(place.values()))
        row["hidden"] = of_class and tuple(value for key, value in place.items() if key != "class_id") in shut
        if row["hidden"]:
            row.update(numerator=None, denominator=None, value=None)
    duty = ["obligation"] if "obligation" in asked.by else []
    safe = disclosure.suppress(
        pa.Table.from_pylist(rows, schema=_schema(found.rows.schema)),
        [*groups, *duty, *dated],
        [*over, *duty, *dated],
        min_group=min_group,
    )
    return replace(found, rows=safe.select([*found.rows.column_names, "hidden"]))


def _schema(own: pa.Schema) -> pa.Schema:
    more = {"grade_level": pa.int64(), "pupils": pa.int64(), "hidden": pa.bool_()}
    return pa.schema([*own, *(pa.field(name, kind) for name, kind in more.items() if name not in own.names)])


def _people(ask: "Callable[[Question], Measured]", asked: "Question") -> list[dict[str, Any]]:
    """Who stands behind the groups: a row per pupil, with the keys asked for, the grade of a class, and the period."""
    by = [key for key in asked.by if key in _COLUMNS]
    if "class" in by and "grade" in asked.metric.allow and "grade" not in by:
        by.append("grade")
    if "pupil" in asked.metric.allow:
        return _rows(ask(replace(asked, by=(*by, "pupil"))))
    from ediary_analytics.metrics import question  # noqa: PLC0415  (which asks this module)

    if "class" in by and "grade" not in by:
        by.append("grade")
    window = {"period": asked.period, "since": asked.since, "until": asked.until}
    return _rows(ask(question(_WHO_IS_THERE, asked.as_of, by=[*by, "pupil"], **window)))  # type: ignore[arg-type]


def _rows(found: "Measured") -> list[dict[str, Any]]:
    return [row for row in found.rows.to_pylist() if row["denominator"]]


def _sizes(people: list[dict[str, Any]], keys: list[str]) -> dict[tuple[Any, ...], int | None]:
    """How many distinct pupils stand behind each group; of several periods that are not told apart, the fewest."""
    behind: dict[tuple[Any, ...], dict[Any, set[Any]]] = {}
    for one in people:
        periods = behind.setdefault(tuple(one[key] for key in keys), {})
        periods.setdefault(one["period"], set()).add(one["pupil_id"])
    return {place: min(len(pupils - {None}) for pupils in periods.values()) for place, periods in behind.items()}


def _of_hidden_grades(people: list[dict[str, Any]], keys: list[str], min_group: int) -> set[tuple[Any, ...]]:
    """The cells that the same table by grade instead of class hides: so are their classes."""
    coarse = [key for key in keys if key != "class_id"]
    return disclosure.pattern(_sizes(people, coarse), range(1, len(coarse)), min_group)
