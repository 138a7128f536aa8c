"""For notebooks and scripts: ``import ediary_analytics as ea; diary = ea.open(path)``.

Opens what ``ediary check`` takes (an export, a warehouse, the last import) and answers in frames. Whoever runs Python
over a warehouse sees all its rows: this is a tool for the school's own analyst, not a door for other people.
"""

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from ediary_analytics import calendar, check, docket, metrics, obligations, paths, warehouse


class Diary:
    """An open warehouse; close it, or use it in a ``with`` block.

    Args:
        path: an export folder, a zip, a warehouse or a data directory; None is the last import.
        school: only this school.

    Raises:
        InputError: it is none of these.
        CallError: no such school.
    """

    def __init__(self, path: Path | str | None = None, school: str | None = None) -> None:
        place = None if path is None else Path(path)
        self._school = school
        with ExitStack() as opened:
            file = opened.enter_context(check.source(place, paths.data_dir(), school))
            self._con = opened.enter_context(warehouse.open_file(file))
            self._newest = metrics.open_for(self._con, school)
            self._open = opened.pop_all()

    def metric(
        self,
        name: str,
        *,
        by: Sequence[str] | None = None,
        period: str | None = None,
        month: str | None = None,
        as_of: str | None = None,
    ) -> pd.DataFrame:
        """A measure: ``school_id``, the keys, ``period``, ``part``, ``numerator``, ``denominator``, ``value``.

        Where the open data of the country is loaded and has a counterpart: ``benchmark_schools``, ``benchmark_low``,
        ``benchmark_median``, ``benchmark_high`` too, the number and the quartiles of the schools.

        Args:
            name: as ``ediary metric`` lists them.
            by: keys such as ``["class"]``; None is the metric's own.
            period: ``total``, ``month``, ``week`` or ``term``; None is the metric's own.
            month: only this month, ``2026-10``.
            as_of: a day or a moment; None is the import's.

        Raises:
            CallError: no such metric, or a key or period that it does not allow.
        """
        first = dt.date.fromisoformat(f"{calendar.month(month)}-01") if month else None
        last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1) if first else None
        asked = metrics.question(name, self._moment(as_of), by=by, period=period, since=first, until=last)
        metrics.judge_for(self._con, asked, self._school)
        return metrics.beside(metrics.measure(self._con, asked)).to_pandas()

    def check(self, *, policy: str | None = None, month: str = "", as_of: str | None = None) -> pd.DataFrame:
        """Where every duty stands, a row per school and obligation: counts, ``rate``, ``mostly``, ``missing_evidence``.

        Raises:
            PolicyError: the rules cannot be read.
        """
        cases = check.choose(self._con, policy, calendar.moment(as_of) if as_of else None, self._school)
        docket.judge(self._con, cases, month=calendar.month(month) if month else "")
        verdicts = [one for outcome in docket.outcomes(self._con, cases) for one in outcome.by_school]
        return pd.DataFrame([_row(one) for one in verdicts])

    def _moment(self, as_of: str | None) -> dt.datetime:
        return calendar.moment(as_of) if as_of else self._newest

    def close(self) -> None:
        """Let go of the file; what was imported only to be looked at is thrown away."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _row(verdict: obligations.Verdict) -> dict[str, Any]:
    return {
        "school_id": verdict.schools[0],
        "obligation": verdict.name,
        "clause": verdict.imposed.clause,
        "missing_evidence": list(verdict.missing_evidence),
        "examined": verdict.examined,
        **{status: getattr(verdict, status) for status in obligations.STATUSES},
        "rate": verdict.rate,
        "mostly": verdict.imposed.mostly,
        "passed": verdict.passed,
    }
