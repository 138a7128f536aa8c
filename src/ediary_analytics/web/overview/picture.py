"""The pictures of the overview: the fill by month, and as each import found it."""

import datetime as dt

import pyarrow as pa

from ediary_analytics.answers.fill_check import Tally
from ediary_analytics.answers.overview import Course
from ediary_analytics.i18n import _
from ediary_analytics.web import formats, labels


def by_month(course: Course) -> pa.Table:
    """A point per month and line, as :func:`ediary_analytics.charts.trend` wants them."""
    due = {month: tally for month, tally in course.months if tally.due}
    names = labels.apart(due, formats.month_name, lambda month: month[:4])
    return _frame([(names[month], tally) for month, tally in due.items()])


def by_import(course: Course) -> pa.Table:
    """The same per import; empty where there was only one, which is no trend."""
    points = [
        (formats.day(dt.datetime.fromisoformat(moment).date()), tally) for moment, tally in course.imports if tally.due
    ]
    return _frame(points if len(points) > 1 else [])


def finding(course: Course) -> str:
    """Whether more is entered in time than in the first month."""
    known = [(month, tally) for month, tally in course.months if tally.due]
    if not known:
        return _("Nothing has been due yet")
    (first, then), (last, now) = known[0], known[-1]
    change = formats.tenths(now.in_time, now.due) - formats.tenths(then.in_time, then.due)
    if first == last or not change:
        return _("Entered in time: {share}").format(share=formats.share(now.in_time, now.due))
    text = (
        _("In time more and more: {points} pp more than in {month}")
        if change > 0
        else _("In time less and less: {points} pp less than in {month}")
    )
    return text.format(points=formats.points(abs(change)), month=formats.month_accusative(first))


def _frame(points: list[tuple[str, Tally]]) -> pa.Table:
    rows = []
    for name, part in ((_("in time"), "in_time"), (_("filled"), "filled")):
        for label, tally in points:
            value = getattr(tally, part)
            text = formats.share(value, tally.due)
            story = _("{when}: {what} {share}, {part} of {whole}").format(
                when=label, what=name, share=text, part=formats.number(value), whole=formats.number(tally.due)
            )
            rows.append((label, name, 100 * value / tally.due, text, story))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    kinds = (pa.string(), pa.string(), pa.float64(), pa.string(), pa.string())
    return pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)],
        names=["period", "series", "value", "text", "story"],
    )
