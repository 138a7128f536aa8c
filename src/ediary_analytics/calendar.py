"""Days: Lithuanian public holidays for the warehouse, months (``2026-10``), and what a user writes of both.

School days, working days and deadlines are computed in SQL: ``sql/core/calendar.sql``, ``sql/core/school_days.sql``
and the macros of ``sql/macros/calendar.sql``.
"""

import contextlib
import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import duckdb

from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _

#: The years core.calendar covers.
YEARS = range(1990, 2061)
_MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")


def load_holidays(con: duckdb.DuckDBPyConnection) -> None:
    """Create ``staging.holidays (day, name)``: public holidays of the Republic of Lithuania (Labour Code, art. 123)."""
    import holidays  # noqa: PLC0415  (0.1 s that only an import of data pays)

    days = holidays.country_holidays("LT", years=YEARS, language="lt")
    con.execute("create or replace table staging.holidays (day date primary key, name varchar)")
    con.execute(
        "insert into staging.holidays select unnest($days), unnest($names)",
        {"days": list(days.keys()), "names": list(days.values())},
    )


def moment(text: str, option: str = "--as-of") -> dt.datetime:
    """The moment a user means: ``2026-10-31`` is the end of that day, ``2026-10-31T17:00`` that minute.

    Raises:
        CallError: the text is neither.
    """
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise CallError(
            option,
            _("'{text}' is no date").format(text=text),
            _("Write a day or a moment, such as 2026-10-31 or 2026-10-31T17:00"),
        ) from None
    if found.tzinfo is not None:
        raise CallError(option, _("'{text}' names a time zone").format(text=text), _("Write the school's own clock"))
    with contextlib.suppress(ValueError):
        return end_of_day(dt.date.fromisoformat(text))
    return found.replace(microsecond=0)


def end_of_day(day: dt.date) -> dt.datetime:
    """23:59:59 of a day, as the macro of that name."""
    return dt.datetime.combine(day, dt.time(23, 59, 59))


def wall_clock(moment: dt.datetime) -> dt.datetime:
    """A moment with its zone → the school's wall clock, to the second."""
    return moment.astimezone(ZoneInfo("Europe/Vilnius")).replace(tzinfo=None, microsecond=0)


def month(text: str) -> str:
    """``2026-10`` as it stands; raises CallError for anything that is no month."""
    if not _MONTH.fullmatch(text):
        raise CallError("--month", _("'{text}' is no month").format(text=text), _("Write it as 2026-10"))
    return text


def month_days(month: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    first = dt.date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def month_after(month: str) -> str:
    """``2027-01`` of ``2026-12``."""
    return (month_days(month)[1] + dt.timedelta(days=1)).strftime("%Y-%m")


def month_before(month: str) -> str:
    """``2026-12`` of ``2027-01``."""
    return (month_days(month)[0] - dt.timedelta(days=1)).strftime("%Y-%m")


def usual_month(known: Sequence[str], as_of: dt.datetime) -> str | None:
    """Of months, oldest first, the one to look at unless one is chosen: the last that is over, else the newest."""
    over = [month for month in known if end_of_day(month_days(month)[1]) <= as_of]
    return (over or known)[-1] if known else None
