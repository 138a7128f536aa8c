"""A sheet → a :class:`Report`: whose and of when it is, its columns by their headers, its pupils, its footer.

Nothing is found by its place alone: the headers are where the names' header or the lessons' dates are, what is above
them is read by its labels, what is below the pupils by its words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ediary_analytics.contract import normal
from ediary_analytics.ingest.vendors.mano_dienynas import periods, words

Rows = Sequence[Sequence[str]]
#: Labels above the headers → what they name.
_LABELS = {
    "mokykla": "school",
    "istaiga": "school",
    "klase": "class",
    "grupe": "group",
    "laikotarpis": "period",
    "periodas": "period",
    "ataskaita": "title",
}
_ORDINAL = re.compile(r"\s*\d+\s*\.?\s*")
#: How far down the headers may begin.
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil's row: its line in the sheet (from 1), last and first name as written, and its cells."""

    line: int
    last_name: str
    first_name: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Report:
    """A sheet understood.

    Args:
        kind: which report.
        labels: what stands above the headers, by ``school``, ``class``, ``group``, ``period``.
        sums: where ``missed``, ``illness``, ``other`` and ``unjustified`` are.
        average: where the pupil's average is; None without.
        subjects: column and name of every subject, in order.
        lessons: column, month and day of every lesson, in order.
        pupils: the rows of pupils.
        footer: the rows below them, each with its line.
    """

    kind: str
    labels: Mapping[str, str]
    sums: Mapping[str, int] = field(default_factory=dict)
    average: int | None = None
    subjects: Sequence[tuple[int, str]] = ()
    lessons: Sequence[tuple[int, int, int]] = ()
    pupils: Sequence[Pupil] = ()
    footer: Sequence[tuple[int, Sequence[str]]] = ()

    @property
    def period(self) -> periods.Period | None:
        """The period it is of; None where nothing names one."""
        return periods.parse(self.labels.get("period", ""))


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where the headers are: the first row, the first row of pupils, the column of names, the header of each column."""

    top: int
    first: int
    name: int
    headers: Sequence[str]


def read(rows: Rows) -> Report | None:
    """The report in a sheet; None when it is none of Mano dienynas'. Any other of its reports is of kind ``other``."""
    heading = _heading(rows)
    labels = _labels(rows[: heading.top] if heading else rows[:_DEEPEST])
    kind = next((kind for title, kind in words.TITLES.items() if title in normal(labels.get("title", ""))), None)
    if heading is None:
        return Report(words.OTHER, labels) if kind or {"title", "school"} <= labels.keys() else None
    kinds = {column: words.column_kind(text) for column, text in enumerate(heading.headers)}
    days = {column: words.lesson_day(text) for column, text in enumerate(heading.headers)}
    lessons = [(column, *day) for column, day in days.items() if day]
    sums = {kind: column for column, kind in reversed(kinds.items()) if kind in words.SUMS}
    if kind is None and len(sums) == len(words.SUMS) and {"class", "period"} <= labels.keys():
        has_levels = words.LEVEL in kinds.values()
        kind = words.GROUP if lessons else words.TERM_SUMMARY if has_levels else words.AVERAGES
    if kind is None:
        return Report(words.OTHER, labels) if {"title", "school"} <= labels.keys() else None
    pupils, footer = _body(rows, heading)
    return Report(
        kind,
        labels,
        sums=sums,
        average=next((column for column, found in kinds.items() if found == words.AVERAGE), None),
        subjects=[] if kind == words.GROUP else _subjects(heading, kinds),
        lessons=lessons if kind == words.GROUP else [],
        pupils=pupils,
        footer=footer,
    )


def _subjects(heading: _Heading, kinds: Mapping[int, str | None]) -> list[tuple[int, str]]:
    named = [column for column, kind in kinds.items() if kind is None and column > heading.name]
    return [(column, " ".join(heading.headers[column].split())) for column in named]


def _heading(rows: Rows) -> _Heading | None:
    """Where the names' header is, or, where names have none, the row of the sums of attendance."""
    for top, row in enumerate(rows[:_DEEPEST]):
        name = next((column for column, cell in enumerate(row) if words.is_name(cell)), None)
        if name is None:
            sums = [column for column, cell in enumerate(row) if words.column_kind(cell) in words.SUMS]
            name = _column_of_names(rows[top + 1 :], sums[0]) if len(sums) == len(words.SUMS) else None
        if name is None:
            continue
        first = next((line for line in range(top + 1, len(rows)) if _is_pupil(rows[line], name)), len(rows))
        last = next((line for line in range(top + 1, first) if words.is_footer(rows[line])), first)
        # the lowest text over a column is its own; what is above it stands over several
        columns = zip(*reversed(rows[top:last]), strict=True)
        lowest = [next((cell for cell in column if cell.strip()), "") for column in columns]
        return _Heading(top, first, name, lowest)
    return None


def _column_of_names(below: Rows, end: int) -> int | None:
    def names(column: int) -> int:
        return sum(len(row) > column and any(map(str.isalpha, row[column])) for row in below)

    column = max(range(end), key=names, default=None)
    return column if column is not None and names(column) else None


def _is_pupil(row: Sequence[str], name: int) -> bool:
    """Numbered, with a name; the number stands left of the name."""
    if len(row) <= name or not any(map(str.isalpha, row[name])):
        return False
    return any(_ORDINAL.fullmatch(cell) for cell in row[:name]) and not words.is_footer(row[: name + 1])


def _body(rows: Rows, heading: _Heading) -> tuple[list[Pupil], list[tuple[int, Sequence[str]]]]:
    pupils: list[Pupil] = []
    footer: list[tuple[int, Sequence[str]]] = []
    surname_last = normal(heading.headers[heading.name]).startswith("vard")
    for place in range(heading.first, len(rows)):
        row = rows[place]
        if not footer and _is_pupil(row, heading.name):
            pupils.append(Pupil(place + 1, *_names(row[heading.name], surname_last=surname_last), row))
        elif words.is_footer(row) or (footer and any(cell.strip() for cell in row)):
            footer.append((place + 1, row))
    return pupils, footer


def _names(cell: str, *, surname_last: bool) -> tuple[str, str]:
    """Last name and first names; a comma parts them, else the first space (or, the other way round, the last)."""
    written = " ".join(cell.split())
    if "," in written:
        first, last = (part.strip() for part in written.split(",", 1))
    elif surname_last:
        first, _, last = written.rpartition(" ")
    else:
        first, _, last = written.partition(" ")
    return (last, first) if surname_last else (first, last)


def _labels(above: Rows) -> dict[str, str]:
    """What is named above the headers, as ``Klasė: 6`` in one cell or in two beside each other."""
    found: dict[str, str] = {}
    for row in above:
        filled = [cell.strip() for cell in row if cell.strip()]
        for place, cell in enumerate(filled):
            label, colon, value = cell.partition(":")
            key = _LABELS.get(normal(label))
            if key and not value.strip() and place + 1 < len(filled) and (colon or ":" not in filled[place + 1]):
                value = filled[place + 1]
            if key and value.strip():
                found.setdefault(key, value.strip().rstrip(",").strip())
    if "period" not in found or periods.parse(found["period"]) is None:
        dated = next((cell for cell in chain.from_iterable(above) if periods.parse(cell)), None)
        found |= {} if dated is None else {"period": dated}
    return _unlabelled(above, found)


def _unlabelled(above: Rows, found: dict[str, str]) -> dict[str, str]:
    """A group's report may name dates, class and group below each other (D3, D5, D7) without a label."""
    if "group" not in found:
        for column in range(max(map(len, above), default=0)):
            below = [row[column].strip() for row in above if column < len(row) and row[column].strip()]
            place = next((place for place, cell in enumerate(below) if periods.parse(cell)), None)
            if place is not None and len(below) > place + 2:
                names = [re.sub(r"^\s*\w+\s*:\s*", "", cell) for cell in below[place + 1 : place + 3]]
                found.setdefault("class", names[0])
                found["group"] = names[1]
    return found
