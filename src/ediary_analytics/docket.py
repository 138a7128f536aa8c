"""Which schools are judged under which rules and as of which moment, so that those alike are judged together."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from ediary_analytics import integrity, obligations, policy, standing, warehouse
from ediary_analytics.errors import CallError, PolicyError
from ediary_analytics.i18n import _

#: What a judge sees, who makes ``judged`` anew
UNJUDGED = ("raw", "core", "history")
#: So many names are told to whoever asks for one that there is not.
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Case:
    """Schools under the same rules, judged as of the same moment."""

    policy: policy.Policy
    as_of: dt.datetime
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the duties of one policy stand: over all its schools, and school by school.

    ``as_of`` is the newest of the schools' moments; ``by_school`` is sorted by obligation, then school.
    """

    policy: policy.Policy
    as_of: dt.datetime
    schools: tuple[str, ...]
    verdicts: tuple[standing.Verdict, ...]
    by_school: tuple[standing.Verdict, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that judging and validating found: what ``ediary check`` says, and what an import prints.

    ``passed`` holds, by suite and entry, whether Great Expectations found it met; what is not checkable is not there.
    ``supposed`` is where one duty would stand under a changed setting; ``history`` holds ``totals`` and ``repaired``.
    """

    month: str | None
    outcomes: tuple[Outcome, ...]
    findings: tuple[integrity.Finding, ...]
    passed: dict[str, dict[str, bool]]
    supposed: tuple[Outcome, ...] = ()
    history: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def all_passed(self) -> bool:
        """Whether every expectation was met that could be checked."""
        return all(all(entries.values()) for entries in self.passed.values())


class NoRulesError(PolicyError):
    """A school names no rules at all; ``right`` tells where it may, whoever judges may have other ways."""


def cases(
    con: duckdb.DuckDBPyConnection,
    rules: str | None = None,
    as_of: dt.datetime | None = None,
    school: str | None = None,
    *,
    catalog: str = "warehouse",
) -> tuple[list[Case], dict[str, PolicyError]]:
    """The cases of an attached warehouse, and the schools whose rules cannot be read with why.

    Args:
        con: a root with the warehouse attached; ``raw.imports`` and ``core.schools`` of it are read unnarrowed.
        rules: a policy for all schools instead of each school's own.
        as_of: a moment for all schools instead of the one each was imported with.
        school: only this one.
        catalog: under which name it is attached.
    """
    together: dict[tuple[str, dt.datetime], list[str]] = {}
    for one, own, moment in con.execute(
        "select school_id, any_value(policy), any_value(as_of)"
        f" from {catalog}.raw.imports left join {catalog}.core.schools using (school_id)"
        " where coalesce($school = school_id, true) group by all order by all",
        {"school": school},
    ).fetchall():
        together.setdefault((rules or own or "", as_of or moment), []).append(one)
    found: list[Case] = []
    unjudged: dict[str, PolicyError] = {}
    for (name, moment), schools in sorted(together.items()):
        if not name:
            unjudged |= dict.fromkeys(schools, _without_rules())
            continue
        try:
            found.append(Case(policy.load(name), moment, tuple(schools)))
        except PolicyError as error:
            unjudged |= dict.fromkeys(schools, error)
    return found, unjudged


def no_such_school(asked: str | None, known: Collection[str]) -> CallError:
    """What is told to whoever asks for a school that is not among these, or for none of several."""
    wrong = _("one school has to be chosen") if asked is None else _("no such school here")
    return CallError(asked or "--school", wrong, _("Known are {names}").format(names=few(sorted(known))))


def few(names: Sequence[str]) -> str:
    """Names in a row, the first ones of many."""
    return ", ".join([*names[:_TOLD], *(["…"] if len(names) > _TOLD else [])])


def _without_rules() -> PolicyError:
    return NoRulesError(
        "schools.policy",
        _("the school names no rules"),
        _("Write one of {names} into the column policy of schools.csv").format(names=", ".join(policy.names())),
    )


def judge(con: duckdb.DuckDBPyConnection, listed: list[Case], *, month: str = "", schema: str = "judged") -> None:
    """Judge case by case into ``schema``, ``con`` narrowed to each by the same means that limit a viewer.

    In the end ``con`` is narrowed to the schools of all cases.
    """
    obligations.prepare(con, schema)
    for case in listed:
        warehouse.narrow(con, case.schools, UNJUDGED)
        obligations.judge(con, case.policy, case.as_of, month=month, schema=schema)
    if len(listed) > 1:
        warehouse.narrow(con, [school for case in listed for school in case.schools], UNJUDGED)


def without(listed: Iterable[Case], schools: Collection[str]) -> list[Case]:
    """The cases without these schools."""
    left = ((case, tuple(school for school in case.schools if school not in schools)) for case in listed)
    return [replace(case, schools=of) for case, of in left if of]


def outcomes(con: duckdb.DuckDBPyConnection, listed: list[Case]) -> list[Outcome]:
    """What ``judged`` says of the cases: one outcome per policy, over all its schools."""
    return by_policy(listed, lambda rules, schools: standing.verdicts(con, rules, schools))


def by_policy(
    listed: list[Case], verdicts: Callable[[policy.Policy, tuple[str, ...]], list[standing.Verdict]]
) -> list[Outcome]:
    """One outcome per policy of the cases, from the verdicts that there are under it of these schools."""
    alike: dict[str, list[Case]] = {}
    for case in listed:
        alike.setdefault(case.policy.name, []).append(case)
    found = []
    for same in alike.values():
        rules = same[0].policy
        schools = tuple(sorted(school for case in same for school in case.schools))
        found.append(outcome(rules, max(case.as_of for case in same), schools, verdicts(rules, schools)))
    return found


def outcome(
    rules: policy.Policy, as_of: dt.datetime, schools: tuple[str, ...], by_school: list[standing.Verdict]
) -> Outcome:
    """The outcome of a policy from the verdicts of each school, sorted as :class:`Outcome` has them."""
    return Outcome(rules, as_of, schools, tuple(standing.over_schools(by_school)), tuple(by_school))
