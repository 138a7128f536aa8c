"""What a report is before it is a file: a title, facts, tables, notes, places to sign. Plain values, no markup.

A value is kept as what it is (a count, a day, two whole numbers that make a share), so that paper gets the words of
the language in use and a workbook gets numbers.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ediary_analytics import formats


@dataclass(frozen=True, slots=True)
class Share:
    """A share of two whole numbers; nothing where there is no whole."""

    part: int
    whole: int
    kind: ClassVar[str] = "share"

    @property
    def text(self) -> str:
        """``96,4 %``."""
        return formats.share(self.part, self.whole)

    @property
    def plain(self) -> float | None:
        """From 0 to 1, in thousandths."""
        return formats.tenths(self.part, self.whole) / 1000 if self.whole else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A mean of two whole numbers, with two decimals; nothing where there is no whole."""

    part: int
    whole: int
    kind: ClassVar[str] = "ratio"

    @property
    def text(self) -> str:
        """``8,25``."""
        return formats.NOTHING if (value := self.plain) is None else formats.number(value, 2)

    @property
    def plain(self) -> float | None:
        """In hundredths, half away from nothing, reckoned with whole numbers only."""
        if not self.whole:
            return None
        sign = -1 if self.part < 0 else 1
        return sign * ((200 * abs(self.part) + self.whole) // (2 * self.whole)) / 100


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that stands in a state: met, late, missing, pending, excused or unchecked."""

    value: "Value"
    state: str

    @property
    def kind(self) -> str:
        """That of the value."""
        return kind(self.value)

    @property
    def text(self) -> str:
        """That of the value."""
        return text(self.value)

    @property
    def plain(self) -> "Plain":
        """That of the value."""
        return plain(self.value)


Value = str | int | dt.date | dt.datetime | Share | Ratio | Stated | None
Plain = str | float | dt.date | dt.datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header with the unit; numbers stand right; ``upright`` headers are set along the column.

    ``width`` is a share of what is left over by the columns that have none and are as wide as their content.
    """

    text: str
    number: bool = False
    upright: bool = False
    width: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; tables of one name in several documents are one sheet of a workbook.

    Attributes:
        name: short, the name of the sheet.
        title: the heading: what it tells.
        columns: from left to right.
        rows: the values.
        total: a last row that adds up, never sorted among the others.
        lead: a line under the heading.
        empty: what is said where there are no rows.
        grouped: whether a row whose first cell is blank goes on about what stands above it.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] = ()
    lead: str = ""
    empty: str = ""
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that matters, of how many, against what."""

    name: str
    value: Value
    of: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form: what is asked, and the answers, each with what it is the answer to (``wrong``, ``right``)."""

    name: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be told, such as what evidence is missing."""

    title: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: as who, and the name where it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: it begins on a page of its own and numbers its own pages.

    ``about`` says of whom or what it is where a report holds several (a pupil, a person), for the sheets of a workbook.
    ``pupils`` are the ids of those it names, for the access log. A ``blank`` one is a form to be filled in by hand.
    """

    title: str
    under: Sequence[str]
    about: str = ""
    facts: Sequence[Fact] = ()
    form: Sequence[Field] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[Note] = ()
    signatures: Sequence[Signature] = ()
    signed_under: str = ""
    pupils: frozenset[str] = frozenset()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report as it goes into one file.

    Attributes:
        name: as in the catalogue.
        title: what it is called, for the file's own title.
        documents: one at least.
        about: what ``Document.about`` is, as a header: pupil, person.
        clause: which clauses of the school's rules ask for it; empty where none does.
        wide: whether pages lie.
        archived: whether it is kept: PDF/A.
        pupils: the ids of the pupils that it names, for the access log.
        keywords: what programs are to find in the file's own description.
    """

    name: str
    title: str
    documents: Sequence[Document]
    about: str = ""
    clause: str = ""
    wide: bool = False
    archived: bool = False
    pupils: frozenset[str] = frozenset()
    keywords: tuple[str, ...] = ()
    made_on: dt.date = field(default_factory=dt.date.today)


def text(value: Value) -> str:
    """The value as a person reads it in the language in use; a dash where nothing is known."""
    match value:
        case Share() | Ratio() | Stated():
            return value.text
        case dt.datetime():
            return formats.moment(value)
        case dt.date():
            return formats.day(value)
        case str():
            return value
        case _:
            return formats.number(value)


def plain(value: Value) -> Plain:
    """The value as a workbook keeps it: a share is a number from 0 to 1."""
    return value.plain if isinstance(value, Share | Ratio | Stated) else value


def kind(value: Value) -> str:
    """``text``, ``count``, ``day``, ``moment``, ``share`` or ``ratio``."""
    if isinstance(value, Share | Ratio | Stated):
        return value.kind
    kinds = ((dt.datetime, "moment"), (dt.date, "day"), (int, "count"))
    return next((name for of, name in kinds if isinstance(value, of)), "text")


def state(value: Value) -> str:
    """The state that a value stands in, or nothing."""
    return value.state if isinstance(value, Stated) else ""
