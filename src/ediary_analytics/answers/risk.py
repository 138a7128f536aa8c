"""The risk of a school's pupils on one page: whom to decide about, who is in the risk group, what was seen in whom.

Of the packaged measures and questions, over a connection opened for people who may name pupils.
"""

import datetime as dt
from dataclasses import replace
from typing import Final

import duckdb
import pyarrow as pa

from ediary_analytics import catalogue, evidence, metrics, together
from ediary_analytics.answers.at_risk import LETTERS, AtRisk, NonAttender, Risk, Rule, Sign
from ediary_analytics.calendar import month_before, month_days
from ediary_analytics.catalogue import question

_ENDLESS: Final = dt.date(9999, 12, 31)


def look(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, began: dt.date) -> Risk:
    """Everything the page shows but the rows behind the signs.

    Args:
        con: a root made ready, narrowed to one school.
        as_of: T.
        began: the first day of the school year.
    """
    ago = _month_ago(as_of)
    then = ago if ago.date() >= began else None
    month, since = _to_report(as_of, began)
    asked = [metrics.question(name, as_of) for name in ("risk_level", "risk_group", "risk_candidates")]
    asked += [
        metrics.question(name, as_of, by=["pupil"], period="month", since=since)
        for name in ("nemis", "unjustified_share")
    ]
    asked += [metrics.question("risk_candidates", then)] if then else []
    found = together.measure_all(con, asked)
    levels, change, candidates, nemis, shares, *earlier = (_by_pupil(one.rows) for one in found)
    over_bound = [(pupil, period) for pupil, rows in nemis.items() for part, period in rows if part == "nemis"]
    with con.cursor() as own:
        metrics.bind(own, metrics.question("risk_triggers", as_of, since=then.date() if then else as_of.date()))
        signs = _signs(own)
        flags = own.execute(question("flagged"), {"flag": "risk_group"}).fetchall()
        who = {row[1]: (row[2], row[4]) for row in own.execute(question("pupil_list")).fetchall()}
        by_name = [pupil for _school, pupil, _name in own.execute(question("pupil_names")).fetchall()]
        quiet = silent(own)
    joined = {pupil: since for _school, pupil, _n, since, until, _d in flags if since <= as_of.date() <= _end(until)}
    least = catalogue.metrics()["risk_candidates"].settings["least_level"]

    def place(pupil: str, level: int) -> str:
        if pupil in joined:
            return "group"
        if pupil in candidates:
            return "candidate"
        # where nobody can say who is to be decided about, nobody is in hand either
        return "in_hand" if level >= least and found[2].checkable else "signs"

    # whom the export does not name stands by the id, after the others
    by_name += sorted((levels.keys() | nemis.keys() | joined.keys()) - set(by_name))
    who = {pupil: who.get(pupil, (pupil, None)) for pupil in by_name}
    pupils = []
    for pupil in by_name:
        letters = {part: points for (part, _period), (points, _one) in levels.get(pupil, {}).items() if part in LETTERS}
        letters = {letter: points for letter, points in letters.items() if points}
        if letters or pupil in joined:
            where = place(pupil, sum(letters.values()))
            moved = {str(part): figures for (part, _period), figures in change.get(pupil, {}).items()}
            seen = tuple(signs.get(pupil, ()))
            pupils.append(AtRisk(pupil, *who[pupil], where, letters, seen, joined.get(pupil), moved))
    non_attenders = [
        NonAttender(pupil, *who[pupil], period, *shares[pupil][None, period])
        for pupil, period in sorted(over_bound, key=lambda one: (one[1], by_name.index(one[0])))
        if nemis[pupil]["nemis", period][0]
    ]
    return Risk(
        pupils=tuple(pupils),
        then=then.date() if then else None,
        candidates_then=len(earlier[0]) if earlier and found[-1].checkable else None,
        group_then=len({p for _s, p, _n, s, u, _d in flags if s <= then.date() <= _end(u)}) if then else None,
        month=month,
        report_by=_report_by(month),
        non_attenders=tuple(non_attenders),
        missing={one.question.metric.name: one.missing_evidence for one in found if not one.checkable},
        silent=quiet,
        looked_at=sum(("total", "total") in rows for rows in levels.values()),
        in_lessons=sum(("nemis", month) in rows for rows in nemis.values()),
    )


def silent(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The signs that cannot fire in a school for want of evidence, each with the first thing it lacks."""
    present = next(iter(evidence.present(con).values()), {})
    lacking = {name: evidence.lacking(sign.needs, present) for name, sign in catalogue.risk_signs().items()}
    return {name: needs[0] for name, needs in lacking.items() if needs}


def behind(con: duckdb.DuckDBPyConnection, as_of: dt.datetime, pupil_id: str) -> pa.Table:
    """The rows behind the signs of one pupil, as :attr:`ediary_analytics.answers.pupil.Pupil.evidence` has them."""
    with con.cursor() as own:
        metrics.bind(own, replace(metrics.question("risk_triggers", as_of), pupil=pupil_id))
        values = {"school": None, "pupil": pupil_id}
        return own.sql(question("risk_evidence"), params=values).to_arrow_table()


def rules(con: duckdb.DuckDBPyConnection, as_of: dt.datetime) -> list[Rule]:
    """The bounds of all signs, by letter."""
    with con.cursor() as own:
        metrics.bind(own, metrics.question("risk_triggers", as_of))
        return [Rule(*row) for row in own.execute(question("risk_rules")).fetchall()]


def _signs(con: duckdb.DuckDBPyConnection) -> dict[str, list[Sign]]:
    found: dict[str, list[Sign]] = {}
    rows = con.sql(question("risk_signs"), params={"school": None, "pupil": None}).to_arrow_table().to_pylist()
    for row in rows:
        found.setdefault(row["pupil_id"], []).append(Sign.of(row))
    return found


#: Part and period of a row → numerator and denominator.
Figures = dict[tuple[str | None, str], tuple[int, int]]


def _by_pupil(rows: pa.Table) -> dict[str, Figures]:
    found: dict[str, Figures] = {}
    for row in rows.to_pylist():
        figures = found.setdefault(row["pupil_id"], {})
        figures[row["part"], row["period"]] = (row["numerator"], row["denominator"])
    return found


def _end(until: dt.date | None) -> dt.date:
    return until or _ENDLESS


def _month_ago(moment: dt.datetime) -> dt.datetime:
    _first, last = month_days(month_before(moment.strftime("%Y-%m")))
    return moment.replace(year=last.year, month=last.month, day=min(moment.day, last.day))


def _to_report(as_of: dt.datetime, began: dt.date) -> tuple[str | None, dt.date]:
    """The last month that is over by T, of this school year, and the first day of which non-attenders are told."""
    running = as_of.strftime("%Y-%m")
    is_over = (as_of + dt.timedelta(seconds=1)).strftime("%Y-%m") != running
    month = running if is_over else month_before(running)
    if month < began.strftime("%Y-%m"):
        return None, month_days(running)[0]
    return month, month_days(month)[0]


def _report_by(month: str | None) -> dt.date | None:
    if month is None:
        return None
    days = int(catalogue.obligations()["nemis_reported"].settings["due_day"].default)
    return month_days(month)[1] + dt.timedelta(days=days)
