"""The picture of the fill found: person × week, as a finding, a frame for the chart, and the sentence of each cell."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from ediary_analytics.answers.fill_check import FilledMonth, MonthCheck
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import formats, labels

_FRIDAY, _SUNDAY = 4, 6


def finding(found: FilledMonth) -> str:
    """The week in which most is missing, as a sentence."""
    missing: Counter[dt.date] = Counter()
    for line in found.weeks.to_pylist():
        missing[line["monday"]] += line["missing"]
    worst = max(sorted(missing), key=missing.__getitem__, default=None)
    if worst is None or not missing[worst]:
        if not found.now.due:
            return _("When: nothing was due")
        if found.now.missing:
            return _("When: of what is missing nobody is known whose it is")
        return _("When: every week everything has been entered")
    return _("When: most is missing of {month} {days}").format(
        month=formats.month_genitive(found.month), days=days(worst, found.month)
    )


def days(monday: dt.date, month: str) -> str:
    """The days of a week that lie in the month, up to Friday: ``12–16``."""
    week = [monday + dt.timedelta(days=place) for place in range(_SUNDAY + 1)]
    inside = [day for day in week if day.strftime("%Y-%m") == month]
    shown = [day for day in inside if day.weekday() <= _FRIDAY] or inside
    first, last = shown[0].day, shown[-1].day
    return f"{first}" if first == last else f"{first}–{last}"


def lead(found: FilledMonth) -> str:
    """What the numbers are, and how many people are not in the picture, having entered everything."""
    everybody = set(found.weeks["owner_id"].to_pylist())
    done = len(everybody) - len(_owing(found))
    text = _("How many entries of the week each person still has to make.")
    if not done:
        return text
    others = ngettext(
        "{count} person has entered everything and is not shown.",
        "{count} persons have entered everything and are not shown.",
        done,
    )
    return f"{text} {others.format(count=done)}"


def _owing(found: MonthCheck | FilledMonth) -> set[str]:
    return {line["owner_id"] for line in found.weeks.to_pylist() if line["missing"]}


def cells(found: MonthCheck) -> pa.Table:
    """A row per person who owes something and week with any duty, as :func:`ediary_analytics.charts.heat_map` wants."""
    owing = _owing(found)
    lines = found.weeks.to_pylist()
    known = {(line["owner_id"], line["monday"]): line for line in lines}
    names = {line["owner_id"]: line["person"] for line in lines if line["owner_id"] in owing}
    told = labels.apart(names, names.__getitem__)
    drawn = []
    month = formats.month_genitive(found.month)
    weeks = [(week, days(week, found.month)) for week in _weeks(found)]
    for owner, name in names.items():
        for monday, span in weeks:
            line = known.get((owner, monday), {"due": 0, "missing": 0, "late": 0})
            story = (
                _("{person}, {month} {days}: {missing} not entered, {late} late, of {due}")
                if line["due"]
                else _("{person}, {month} {days}: nothing was due")
            )
            words = {"person": name, "month": month, "days": span}
            drawn.append((told[owner], span, line["due"], line["missing"], story.format(**words, **_counts(line))))
    columns = list(zip(*drawn, strict=True)) or [()] * 5
    kinds = (pa.string(), pa.string(), pa.int64(), pa.int64(), pa.string())
    return pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)],
        names=["person", "week", "due", "missing", "story"],
    )


def _weeks(found: MonthCheck) -> list[dt.date]:
    """The Mondays of the weeks to show: not those of which only a week-end lies in the month and nothing is missing."""
    missing: Counter[dt.date] = Counter()
    for line in found.weeks.to_pylist():
        missing[line["monday"]] += line["missing"]
    friday = dt.timedelta(days=_FRIDAY)
    return sorted(week for week in missing if missing[week] or (week + friday).strftime("%Y-%m") >= found.month)


def _counts(line: dict[str, int]) -> dict[str, str]:
    return {name: formats.number(line[name]) for name in ("due", "missing", "late")}


#: The parts of the measure fill_delay, as one reads them.
_BANDS = {"1d": N_("within a day"), "3d": N_("within 3 days"), "7d": N_("within a week"), "more": N_("later")}


def delays(rows: Sequence[dict[str, Any]]) -> tuple[str, pa.Table]:
    """The finding and the bars of how late it came, as :func:`ediary_analytics.charts.delay` wants them."""
    counts = {row["part"]: row["numerator"] for row in rows}
    whole = sum(counts.values())
    if not whole:
        return _("How late: nothing came late"), pa.table({"band": [], "count": [], "text": [], "story": []})
    finding = _("How late: {share} of what came late came within a day").format(
        share=formats.share(counts.get("1d", 0), whole)
    )
    drawn = []
    for part, label in _BANDS.items():
        count, share = counts.get(part, 0), formats.share(counts.get(part, 0), whole)
        story = ngettext("{count} entry {band} after its term", "{count} entries {band} after their term", count)
        text = f"{formats.number(count)} ({share})"
        drawn.append((_(label), count, text, story.format(count=formats.number(count), band=_(label))))
    columns = list(zip(*drawn, strict=True))
    return finding, pa.table([pa.array(column) for column in columns], names=["band", "count", "text", "story"])
