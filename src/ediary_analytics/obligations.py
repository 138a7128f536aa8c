"""The judge: every duty that a policy imposes, and where each stands at a moment.

A duty's SQL returns all duties, done or not; one macro (``status_at`` in ``sql/macros/judge.sql``) turns each into
``met``, ``late``, ``missing`` or ``pending``. The rows stay in DuckDB, in ``judged.verdicts``; Python sees totals.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import duckdb

from ediary_analytics import evidence, models, retention
from ediary_analytics.policy import Edition, Imposed, Policy
from ediary_analytics.transactions import transaction

#: A duty's columns as its SQL returns them, in this order, and their types in ``judged.verdicts``.
DUTY = {
    "school_id": "varchar",
    "subject_id": "varchar",
    "on_date": "date",
    "owner_id": "varchar",
    "class_id": "varchar",
    "group_id": "varchar",
    "pupil_id": "varchar",
    "due_at": "timestamp",
    "done_at": "timestamp",
    "detail": "varchar",
}


def tables(policies: Iterable[Policy], present: Collection[str] | None = None) -> set[str]:
    """The tables of ``core`` that the duties of these policies read, beside what every warehouse has.

    Where it is known which tables are ``present`` in any export, duties that can be judged nowhere are left out.
    """
    duties = [imposed.obligation for policy in policies for imposed in policy.imposed]
    return models.core_tables(duty.sql for duty in duties if evidence.may_be_there(duty.needs, present))


def prepare(con: duckdb.DuckDBPyConnection, schema: str = "judged") -> None:
    """Make ``<schema>.verdicts`` and ``<schema>.imposed`` anew and empty, for :func:`judge` to fill."""
    duty = ", ".join(f"{name} {kind}" for name, kind in DUTY.items())
    con.execute(f"drop schema if exists {schema} cascade")
    con.execute(f"create schema {schema}")
    con.execute(f"create table {schema}.verdicts (policy varchar, obligation varchar, {duty}, status varchar)")
    con.execute(
        f"create table {schema}.imposed"
        " (school_id varchar, policy varchar, obligation varchar, as_of timestamp, missing_evidence varchar[],"
        " observed_since timestamp, unknown bigint)"
    )


def judge(
    con: duckdb.DuckDBPyConnection, policy: Policy, as_of: dt.datetime, *, month: str = "", schema: str = "judged"
) -> None:
    """Judge every duty of the policy over the schools that ``con`` is narrowed to, as it stood at ``as_of``.

    Adds a row per examined duty to ``<schema>.verdicts`` and a row per school and obligation to ``<schema>.imposed``.
    ``month`` (``2026-10``) keeps the duties whose day falls in it. A school that lacks the evidence an obligation
    needs is not judged on it.
    """
    present = evidence.present(con, assumed=False)
    lacking = lacks(policy, present)
    kept = retention.is_kept(con)
    with transaction(con):  # a commit after each obligation would cost as much again as judging it
        for imposed in policy.imposed:
            if able := [school for school, needs in lacking[imposed.name].items() if not needs]:
                for edition in imposed.editions:
                    where, values = which(edition, as_of, month, able if len(able) < len(present) else [], kept)
                    con.execute(
                        f"""
                        insert into {schema}.verdicts
                        select $judged_policy, $judged_obligation, *, status_at(due_at, done_at, $judged_at)
                        from ({imposed.obligation.sql}) as duty
                        where {where}
                        """,
                        {
                            **edition.settings,
                            **values,
                            "judged_policy": policy.name,
                            "judged_obligation": imposed.name,
                        },
                    )
        listed = [(school, name, needs) for name, schools in lacking.items() for school, needs in schools.items()]
        con.execute(
            f"""
            insert into {schema}.imposed (school_id, policy, obligation, as_of, missing_evidence)
            select
                unnest($schools::varchar[]), $policy, unnest($names::varchar[]), $as_of,
                unnest($lacking::varchar[][])
            """,
            {
                "policy": policy.name,
                "as_of": as_of,
                "schools": [school for school, _name, _needs in listed],
                "names": [name for _school, name, _needs in listed],
                "lacking": [needs for _school, _name, needs in listed],
            },
        )
        _judge_seen(con, policy, as_of, month, schema, lacking)


def _judge_seen(
    con: duckdb.DuckDBPyConnection,
    policy: Policy,
    as_of: dt.datetime,
    month: str,
    schema: str,
    lacking: dict[str, dict[str, list[str]]],
) -> None:
    """Judge the duties for which a school lacks nothing but entry times that repeated imports bound."""
    present = evidence.present(con)
    for school, bounds in evidence.observed(con).items():
        for imposed in policy.imposed:
            needs = lacking[imposed.name].get(school)
            if needs and bounds.keys() >= set(needs) and _is_seen(imposed, present[school]):
                since = max(bounds[need] for need in needs)
                unknown = _judge_observed(
                    con, policy, imposed, as_of, month=month, schema=schema, school=school, since=since
                )
                con.execute(
                    f"update {schema}.imposed set missing_evidence = [], observed_since = $since, unknown = $unknown"
                    " where school_id = $school and policy = $policy and obligation = $name",
                    {
                        "since": since,
                        "unknown": unknown,
                        "school": school,
                        "policy": policy.name,
                        "name": imposed.name,
                    },
                )


def _is_seen(imposed: Imposed, tables: evidence.Tables) -> bool:
    """Whether what shows the duty done is in the export at all: repeated imports see only what there is."""
    return not evidence.lacking(imposed.obligation.seen_by, tables)


def _judge_observed(  # noqa: PLR0913  (what judge knows, and the school)
    con: duckdb.DuckDBPyConnection,
    policy: Policy,
    imposed: Imposed,
    as_of: dt.datetime,
    *,
    month: str,
    schema: str,
    school: str,
    since: dt.datetime,
) -> int:
    """Judge one duty by the upper bounds of entry times; how many duties nobody can tell about.

    Those are the duties of days before ``since``, and those that would be late by a bound with none below it, which
    :mod:`ediary_analytics.sightings` marks by one microsecond.
    """
    unknown = 0
    told = (
        "coalesce(on_date >= $judged_seen::date, true)"
        " and not coalesce(done_at > due_at and epoch_us(done_at) % 1000000 = 1, false)"
    )
    for edition in imposed.editions:
        where, values = which(edition, as_of, month, [school], retention.is_kept(con))
        values |= {**edition.settings, "judged_seen": since}
        con.execute(
            f"""
            insert into {schema}.verdicts
            select
                $judged_policy, $judged_obligation, * replace (date_trunc('second', done_at) as done_at),
                status_at(due_at, date_trunc('second', done_at), $judged_at)
            from ({imposed.obligation.sql}) as duty
            where {where} and {told}
            """,
            {**values, "judged_policy": policy.name, "judged_obligation": imposed.name},
        )
        ((left_out,),) = con.execute(
            f"select count(*) from ({imposed.obligation.sql}) as duty where {where} and not ({told})", values
        ).fetchall()
        unknown += left_out
    return unknown


def which(
    edition: Edition, as_of: dt.datetime, month: str, schools: list[str], kept: str
) -> tuple[str, dict[str, Any]]:
    """Which duties are judged: a condition and its values. Only what narrows is said, for it is planned each time."""
    where = ["is_examined(on_date, due_at, $judged_at)", *filter(None, [kept])]
    values: dict[str, Any] = {"judged_at": as_of}
    if (edition.since, edition.until) != (dt.date.min, dt.date.max):
        where.append("coalesce(on_date, $judged_at::date) between $judged_since and $judged_until")
        values |= {"judged_since": edition.since, "judged_until": edition.until}
    if month:
        where.append("month_of(on_date) = $judged_month")
        values["judged_month"] = month
    if schools:
        where.append("school_id in (select unnest($judged_schools))")
        values["judged_schools"] = schools
    return " and ".join(where), values


def lacks(policy: Policy, present: Mapping[str, evidence.Tables]) -> dict[str, dict[str, list[str]]]:
    """By obligation and school, what a duty cannot be checked without and lacks: settings, tables, ``table.column``."""
    found = {}
    for imposed in policy.imposed:
        unset, needs = [f"setting {name}" for name in imposed.unset], imposed.obligation.needs
        found[imposed.name] = {school: unset + evidence.lacking(needs, tables) for school, tables in present.items()}
    return found
