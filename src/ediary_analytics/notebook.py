"""For notebooks and scripts: ``import ediary_analytics as ea; school = ea.open(path)``.

Opens what ``ediary check`` takes (an export, a warehouse, the last import) and answers in frames. Whoever runs Python
over a warehouse sees all its rows: this is a tool for the school's own analyst, not a door for other people. What the
analyst hands on to people who may not name pupils is asked with ``anonymous=True``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import pyarrow as pa

from ediary_analytics import (
    calendar,
    catalogue,
    check,
    disclosure,
    docket,
    metric_report,
    metrics,
    paths,
    release,
    standing,
    together,
    warehouse,
)
from ediary_analytics.answers import pupil
from ediary_analytics.errors import AccessError
from ediary_analytics.i18n import _


class Diary:
    """An open warehouse; close it, or use it in a ``with`` block.

    Args:
        path: an export folder, a zip, a warehouse or a data directory; None is the last import.
        school: only this school.
        anonymous: hide groups of fewer than 5 pupils and whatever would tell them, and refuse single pupils.
        interventions: pupils already in hand, ``(school_id, pupil_id, on_date)`` each, for ``risk_candidates``.

    Raises:
        InputError: it is none of these.
        CallError: no such school.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        school: str | None = None,
        *,
        anonymous: bool = False,
        interventions: Iterable[tuple[str, str, dt.date]] = (),
    ) -> None:
        place = None if path is None else Path(path)
        self._school = school
        self._judged: dt.datetime | str | None = None  # None: as the import was
        with ExitStack() as opened:
            file = opened.enter_context(check.source(place, paths.data_dir(), school))
            self._con = opened.enter_context(warehouse.open_file(file))
            self._newest = metrics.open_for(self._con, school)
            metrics.prepare(self._con, interventions, disclosure.MIN_GROUP if anonymous else None)
            self._open = opened.pop_all()

    def metric(
        self,
        name: str,
        *,
        by: Sequence[str] | None = None,
        period: str | None = None,
        month: str | None = None,
        as_of: str | None = None,
        settings: Mapping[str, Any] | None = None,
        arrow: bool = False,
    ) -> pd.DataFrame | pa.Table:
        """A measure: ``school_id``, the keys, ``period``, ``part``, ``numerator``, ``denominator``, ``value``.

        ``value`` is numerator / denominator, null where the denominator is 0: a share of 0–1, unless the metric's unit
        says otherwise (``ediary metric`` lists the units). Anonymous: with ``hidden``, true where the numbers are null
        because the group is small.

        Where the open data of the country is loaded and has a counterpart: ``benchmark_schools``, ``benchmark_low``,
        ``benchmark_median``, ``benchmark_high`` too, the number and the quartiles of the schools.

        Args:
            name: as ``ediary metric`` lists them.
            by: keys such as ``["class"]``; None is the metric's own.
            period: ``total``, ``month``, ``week`` or ``term``; None is the metric's own.
            month: only this month, ``2026-10``.
            as_of: a day or a moment; None is the import's.
            settings: thresholds that are not to be the metric's own, ``{"window_days": 30}``.
            arrow: answer as an Arrow table.

        Raises:
            CallError: no such metric, or a key, period or setting that it does not allow.
            AccessError: anonymous, and the keys name single pupils, diary groups or teachers.
        """
        first, last = calendar.month_days(calendar.month(month)) if month else (None, None)
        asked = metrics.question(
            name, self._moment(as_of), by=by, period=period, since=first, until=last, settings=settings
        )
        if asked.metric.judged:
            self._judge(asked.as_of)
        rows = metric_report.rows(metrics.measure(self._con, asked))
        return rows if arrow else rows.to_pandas()

    def metrics(self, names: Iterable[str] | None = None, *, as_of: str | None = None) -> dict[str, pd.DataFrame]:
        """Many measures at once, each with its own keys, period and settings: by name, as :meth:`metric` tells one.

        What they share is worked out once. Anonymous: without names, those that tell single pupils are left out.

        Args:
            names: as ``ediary metric`` lists them; None is all of them.
            as_of: a day or a moment; None is the import's.

        Raises:
            CallError: no such metric.
            AccessError: anonymous, and a measure named tells single pupils, diary groups or teachers.
        """
        at = self._moment(as_of)
        asked = [metrics.question(name, at) for name in (catalogue.metrics() if names is None else names)]
        if names is None and not metrics.names_pupils(self._con):
            asked = [one for one in asked if not release.PERSONAL.intersection(one.by)]
        if any(one.metric.judged for one in asked):
            self._judge(at)
        found = together.measure_all(self._con, asked)
        return {one.question.metric.name: metric_report.rows(one).to_pandas() for one in found}

    def pupil(self, pupil_id: str, *, school: str | None = None, as_of: str | None = None) -> pupil.Pupil:
        """Everything about one pupil, as Arrow tables; ``.to_pandas()`` gives them as a dictionary of frames.

        Args:
            pupil_id: as in the export.
            school: the pupil's school, where several are open.
            as_of: a day or a moment; None is the import's.

        Raises:
            CallError: no such pupil, or several schools have that id.
            AccessError: anonymous.
        """
        at = self._moment(as_of)
        if metrics.names_pupils(self._con):
            self._judge(at)
        return pupil.look(self._con, pupil_id, at, school=school or self._school)

    def risk_evidence(self, *, as_of: str | None = None, settings: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows behind every trigger that ``risk_triggers`` tells, of all pupils.

        Columns: ``school_id, pupil_id`` and those of :attr:`ediary_analytics.answers.pupil.Pupil.evidence`.

        Raises:
            CallError: a setting that the risk metrics do not have.
            AccessError: anonymous.
        """
        if not metrics.names_pupils(self._con):
            raise AccessError("pupil", _("single pupils are not shown without names"), _("Ask for classes or grades"))
        metrics.bind(self._con, metrics.question("risk_triggers", self._moment(as_of), settings=settings))
        everybody = {"school": None, "pupil": None}
        found = self._con.sql(catalogue.question("risk_evidence"), params=everybody).to_arrow_table()
        return found.to_pandas()

    def subjects(self) -> pd.DataFrame:
        """What the ids of subjects stand for: ``school_id``, ``subject_id``, ``subject`` (the name, else the id)."""
        return self._con.sql(catalogue.question("subject_names")).to_arrow_table().to_pandas()

    def check(self, *, policy: str | None = None, month: str = "", as_of: str | None = None) -> pd.DataFrame:
        """Where every duty stands, a row per school and obligation: counts, ``rate``, ``mostly``, ``missing_evidence``.

        ``rate`` is a share of 0–1, null when nothing was due. These are duties of staff over whole schools; there is
        nothing of pupils in them to hide.

        Raises:
            PolicyError: the rules cannot be read.
        """
        cases = check.choose(self._con, policy, calendar.moment(as_of) if as_of else None, self._school)
        self._judged = "by the rules and for the month of a check"
        docket.judge(self._con, cases, month=calendar.month(month) if month else "")
        verdicts = [one for outcome in docket.outcomes(self._con, cases) for one in outcome.by_school]
        return pd.DataFrame([_row(one) for one in verdicts])

    def _moment(self, as_of: str | None) -> dt.datetime:
        return calendar.moment(as_of) if as_of else self._newest

    def _judge(self, moment: dt.datetime) -> None:
        """Make ``judged`` stand as of a moment, unless it does already."""
        if self._judged != moment:
            listed, _unjudged = docket.cases(self._con, None, moment, self._school)
            docket.judge(self._con, listed)
            self._judged = moment

    def close(self) -> None:
        """Let go of the file; what was imported only to be looked at is thrown away."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _row(verdict: standing.Verdict) -> dict[str, Any]:
    return {
        "school_id": verdict.schools[0],
        "obligation": verdict.name,
        "clause": verdict.imposed.clause,
        "missing_evidence": list(verdict.missing_evidence),
        "examined": verdict.examined,
        **{status: getattr(verdict, status) for status in standing.STATUSES},
        "rate": verdict.rate,
        "mostly": verdict.imposed.mostly,
        "passed": verdict.passed,
    }
