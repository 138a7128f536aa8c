"""The pictures of the page class_progress as findings and small frames for the charts."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.class_progress import words
from ediary_analytics.web.class_progress.found import Found, Line

POINTS = tuple(str(point) for point in range(1, 11))


def spread_finding(found: Found) -> str:
    """Between which means the lines lie."""
    known = [(line.figures["mean_grade", None], line.name) for line in found.shown if line.figure("mean_grade")]
    if len(known) < 2:  # noqa: PLR2004  (one alone is not compared)
        return _("How the grades lie")
    ranked = sorted(known, key=lambda one: one[0][0] / one[0][1])
    (low, lowest), (high, highest) = ranked[0], ranked[-1]
    text = _("How the grades lie: means from {low} ({lowest}) to {high} ({highest})")
    return text.format(low=words.mean(low), lowest=lowest, high=words.mean(high), highest=highest)


def spread(found: Found) -> pa.Table:
    """A row per line and grade, as :func:`ediary_analytics.charts.distribution` wants: letters if any."""
    parts = {line.key: line.parts("grade_distribution") for line in found.shown}
    letters = sorted({part for mine in parts.values() for part in mine} - {*POINTS})
    rows = []
    for line in found.shown:
        if not parts[line.key]:
            continue
        label = f"{line.name}  {words.mean(line.figure('mean_grade'))}"
        whole = max(whole for _part, whole in parts[line.key].values())
        for value in (*POINTS, *letters):
            count = parts[line.key].get(value, (0, whole))[0]
            story = _("{name}, grade {value}: {count} of {whole}, {share}").format(
                name=line.name,
                value=value,
                count=formats.number(count),
                whole=formats.number(whole),
                share=formats.share(count, whole),
            )
            rows.append((label, value, count / whole, count, story))
    kinds = {
        "group": pa.string(),
        "value": pa.string(),
        "share": pa.float64(),
        "count": pa.int64(),
        "story": pa.string(),
    }
    return _table(rows, kinds)


def moved_finding(found: Found) -> tuple[str, str]:
    """What the second picture shows, and how it is read."""
    if found.running:
        months = _ends(found)
        first, last = (formats.month_genitive(month) for month in months) if months else ("", "")
        return _("How the marks move"), _("Ring: the mean of {first}; dot: of {last}.").format(first=first, last=last)
    if found.before:
        rising = sum(1 for line in found.shown if (line.figure("term_change") or (0, 1))[0] > 0)
        known = sum(1 for line in found.shown if line.figure("term_change"))
        text = _("Since {term} {part} of {whole} rise").format(term=found.before.name, part=rising, whole=known)
        return text, _("Ring: mean of {before}; dot: mean of {now}.").format(
            before=found.before.name, now=found.term.name
        )
    return (
        _("Term grades beside the marks they follow from"),
        _("Ring: mean of the term's marks; dot: mean of its term grades."),
    )


def _ends(found: Found) -> tuple[str, str] | None:
    """The first and the last month of marks."""
    months = sorted({month for mine in found.months.values() for month in mine})
    return (months[0], months[-1]) if len(months) > 1 else None


def moved(found: Found) -> pa.Table:
    """A row per line, as :func:`ediary_analytics.charts.term_change` wants."""
    rows = []
    for line in found.shown:
        before, now = _pair(found, line)
        if now is None:
            continue
        story = _("{name}: {before}, then {now}") if before else _("{name}: {now}")
        told = story.format(name=line.name, before=words.mean(before), now=words.mean(now))
        rows.append((line.name, before and before[0] / before[1], now[0] / now[1], words.mean(now), told))
    kinds = {
        "group": pa.string(),
        "before": pa.float64(),
        "now": pa.float64(),
        "label": pa.string(),
        "story": pa.string(),
    }
    return _table(rows, kinds)


def _pair(found: Found, line: Line) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    if found.running:
        mine, ends = found.months.get(line.key, {}), _ends(found)
        return (mine.get(ends[0]), mine.get(ends[1])) if ends else (None, line.figure("mean_mark"))
    before = line.before.get("mean_grade") if found.before else line.figure("mean_mark")
    return before, line.figure("mean_grade")


def _table(rows: Sequence[tuple[object, ...]], kinds: dict[str, pa.DataType]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds.values(), strict=True)]
    return pa.table(arrays, names=list(kinds))
