"""The pictures of the page schools: each school a dot, as small frames for the chart."""

from collections.abc import Sequence
from statistics import quantiles

import pyarrow as pa

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats, labels
from ediary_analytics.web.schools.found import Found

#: Of fewer schools the middle half means nothing.
_ENOUGH = 5


def attendance(found: Found) -> pa.Table:
    """A row per school, in per cents, as :func:`ediary_analytics.charts.schools` wants; behind it their middle half."""
    known = [
        formats.tenths(*line.attended) / 10 for line in found.lines if line.attended is not None and line.attended[1]
    ]
    band = quantiles(known, n=4, method="inclusive") if len(known) >= _ENOUGH else (None, None, None)
    rows = []
    for label, line in zip(_labels(found), found.lines, strict=True):
        if line.attended is None or not line.attended[1]:
            continue
        share = formats.share(*line.attended)
        story = ngettext(
            "{school}: {share} of {count} lesson hour", "{school}: {share} of {count} lesson hours", line.attended[1]
        ).format(school=line.name, share=share, count=formats.number(line.attended[1]))
        tenths = formats.tenths(*line.attended)
        rows.append((label, tenths / 10, formats.points(tenths), *band, story))
    return _table(rows)


def unjustified(found: Found) -> pa.Table:
    """The same of unjustified hours per pupil, behind each the band of the country; empty without its open data."""
    rows = []
    for label, line in zip(_labels(found), found.lines, strict=True):
        if line.absent is None or line.band is None:
            continue
        value = line.absent[0] / line.absent[1]
        low, median, high = line.band
        story = _("{school}: {value} per pupil, in the country mostly {low}–{high}").format(
            school=line.name,
            value=formats.number(value, 1),
            low=formats.number(low, 1),
            high=formats.number(high, 1),
        )
        rows.append((label, value, formats.number(value, 1), low, median, high, story))
    return _table(rows)


def _labels(found: Found) -> list[str]:
    """Names of schools; with the id where two are called the same."""
    names = {line.key: line.name for line in found.lines}
    return list(labels.apart(names, names.__getitem__).values())


def _table(rows: Sequence[tuple[object, ...]]) -> pa.Table:
    names = ["school", "value", "text", "low", "median", "high", "story"]
    number = pa.float64()
    kinds = [pa.string(), number, pa.string(), number, number, number, pa.string()]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], names=names)
