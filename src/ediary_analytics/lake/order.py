"""What is asked of every part of a lake, and what one of them answers: plain values that travel between processes."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from ediary_analytics.answers.measures import Ask
from ediary_analytics.catalogue import question
from ediary_analytics.errors import EdiaryError

#: The tables of ``core`` that say nothing about anybody, with what is asked for their rows: no others leave
#: a part whole.
OPEN = {
    "core.schools": "from core.schools",
    "core.terms": "from core.terms",
    "core.class_terms": "from core.class_terms",
    "core.school_months": "from core.school_months",
    "core.school_years": "from core.school_years",
    "core.evidence": question("open_evidence"),
}

FOREVER = dt.datetime.combine(dt.date.max, dt.time())
#: A fault as its reader sees it: where, what is wrong, what would be right.
Fault = tuple[str, str, str]
#: The name or file that a policy is loaded from, a moment, and rows of the question ``totals`` under it.
Totals = tuple[str, dt.datetime, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked; the same of every part.

    Args:
        rules: the policy of all schools, by name or file; None is each school's own.
        as_of: the moment to judge and measure by; None is that of each import.
        month: keep the duties of one month.
        judged: judge the duties and look at the integrity rules.
        what_if: a changed setting to judge its duty by beside.
        rows: which rows are wanted beside the counts: ``verdicts``, ``breaches``, ``faults``.
        imported: whether ``as_of`` is also the moment of each import.
        tables: whether the tables that say nothing about anybody are wanted (:data:`OPEN`).
        asked: measures, as of ``as_of``, which then must be given.
        min_group: for people who may not name pupils, how many a group must have to be told of.
        language: of messages.
        threads: how many threads a part may take; None is all there are.
    """

    rules: str | None = None
    as_of: dt.datetime | None = None
    month: str = ""
    judged: bool = True
    what_if: str | None = None
    rows: tuple[str, ...] = ()
    imported: bool = False
    tables: bool = False
    asked: tuple[Ask, ...] = ()
    min_group: int | None = None
    language: str = "lt"
    threads: int | None = None

    def key(self) -> str:
        """What tells this order from another of which the answers would differ."""
        told = asdict(self) | {"language": "", "threads": 0}
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a part.

    Args:
        part: its name.
        imports: school → the moment its import is judged by.
        verdicts: of each policy and moment the schools' counts; ``supposed`` likewise, under the changed setting.
        findings: of each integrity rule by its place: examined, failed, and the evidence that is missing.
        rows: the rows that were wanted, tables that say nothing about anybody by their full name; of measures by their
            number in the order, ``benchmark-0`` beside ``0``.
        lacking: of each measure the evidence that is missing.
        faults: what could not be judged, school by school, or the whole part; the rest was.
        holds_until: from when on the same order may be answered otherwise: the next entry that lies in the future;
            None is at once.
    """

    part: str
    imports: Mapping[str, dt.datetime] = field(default_factory=dict)
    verdicts: tuple[Totals, ...] = ()
    supposed: tuple[Totals, ...] = ()
    findings: Mapping[str, tuple[int, int, list[str]]] = field(default_factory=dict)
    rows: Mapping[str, pa.Table] = field(default_factory=dict)
    lacking: tuple[list[str], ...] = ()
    faults: tuple[Fault, ...] = ()
    holds_until: dt.datetime | None = FOREVER

    @classmethod
    def faulty(cls, part: str, error: EdiaryError) -> "Answer":
        """The answer of a part that could not be read."""
        return cls(part, faults=(told(error),), holds_until=None)


def told(error: EdiaryError) -> Fault:
    """A fault that travels: exceptions with arguments of their own do not."""
    return (error.where, error.wrong, error.right)
