"""The picture of the page test_load: class × week, as a small frame for the chart."""

import datetime as dt
from collections import Counter

import pyarrow as pa

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.test_load.found import Found


def monday(day: dt.date) -> dt.date:
    """The first day of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def weekly(found: Found) -> Counter[tuple[str, dt.date]]:
    """How many tests a class has in a week, by class and Monday."""
    return Counter((line.school_class.class_id, monday(one.held_on)) for line in found.lines for one in line.tests)


def cells(found: Found) -> pa.Table:
    """A row per class and week from the first test to the last, as :func:`ediary_analytics.charts.load_map` has it."""
    counts = weekly(found)
    if not counts:
        return _table([])
    mondays = sorted({week for _class, week in counts})
    count = (mondays[-1] - mondays[0]).days // 7 + 1
    weeks = [mondays[0] + dt.timedelta(days=7 * place) for place in range(count)]
    over = {(one.class_id, monday(one.held_on)) for one in found.crowded}
    rows = []
    for line in found.lines:
        one = line.school_class
        for week in weeks:
            tests, met = counts[one.class_id, week], (one.class_id, week) in over
            text = ngettext("{name}, week of {day}: {count} test", "{name}, week of {day}: {count} tests", tests)
            story = text.format(name=one.name, day=formats.day(week), count=tests)
            if met:
                story += " – " + _("on one day more than one")
            label = f"{tests}!" if met else str(tests)
            rows.append((one.name, week.strftime("%m-%d"), tests, label, met, week > found.today, story))
    return _table(rows)


def _table(rows: list[tuple[str, str, int, str, bool, bool, str]]) -> pa.Table:
    names = ["class", "week", "tests", "text", "over", "coming", "story"]
    kinds = [pa.string(), pa.string(), pa.int64(), pa.string(), pa.bool_(), pa.bool_(), pa.string()]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)], names=names)
