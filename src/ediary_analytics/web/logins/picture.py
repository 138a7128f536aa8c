"""The picture of the page logins: week by week, as a small frame for the chart."""

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.web import formats
from ediary_analytics.web.logins import words
from ediary_analytics.web.logins.found import Found, first_day

#: Staff log in nearly always: their line would only lie over the others.
_FAMILIES = ("guardian", "pupil")


def weeks(found: Found) -> pa.Table:
    """A row per kind and week, as :func:`ediary_analytics.charts.trend` wants; values are per cents."""
    rows = []
    for kind in _FAMILIES:
        name = _(words.KINDS[kind])
        for week in sorted({week for week, _kind in found.weeks}):
            figure = found.weeks.get((week, kind))
            if figure is None:
                continue
            monday = first_day(week)
            story = _("{kind}, week of {day}: {part} of {whole}, {share}").format(
                kind=name,
                day=formats.day(monday),
                part=formats.number(figure[0]),
                whole=formats.number(figure[1]),
                share=formats.share(*figure),
            )
            value = formats.tenths(*figure) / 10 if figure[1] else None
            rows.append((monday.strftime("%m-%d"), name, value, formats.share(*figure), story))
    names = ["period", "series", "value", "text", "story"]
    kinds = [pa.string(), pa.string(), pa.float64(), pa.string(), pa.string()]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], names=names)
