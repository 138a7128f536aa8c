"""Deadlines in the words of the rules, over days: ``datetime64[s]`` at midnight, NaT where null."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames

_NEVER = np.datetime64("NaT", "s")


def midnight(values: Any) -> np.ndarray:
    """Days as they are; of moments their days."""
    found = np.asarray(values)
    return found if found.dtype == "datetime64[s]" else found.astype("datetime64[D]").astype("datetime64[s]")


def end_of_day(days: Any) -> np.ndarray:
    """23:59:59 of those days."""
    return at(days, dt.time(23, 59, 59))


def at(days: Any, time: dt.time) -> np.ndarray:
    """That hour of those days."""
    seconds = time.hour * 3600 + time.minute * 60 + time.second
    found: np.ndarray = midnight(days) + np.timedelta64(seconds, "s")
    return found


def after(days: Any, count: int) -> np.ndarray:
    """So many days later."""
    found: np.ndarray = midnight(days) + np.timedelta64(count, "D")
    return found


def last_of_month(days: Any) -> np.ndarray:
    """The last day of the months of those days."""
    months = np.asarray(days).astype("datetime64[M]")
    found: np.ndarray = ((months + 1).astype("datetime64[D]") - 1).astype("datetime64[s]")
    return found


def in_september(school_year: pd.Series, days: Any, count: int) -> np.ndarray:
    """The so-many-th of September of a school year (``2026-2027``); without one, of that which the day falls in."""
    named = pd.to_numeric(school_year.cat.categories.str[:4], errors="coerce").to_numpy("float64")
    year = np.append(named, [np.nan])[school_year.cat.codes.to_numpy()]
    months = np.asarray(days).astype("datetime64[M]")
    # a year's months are counted from its August
    fallen = np.where(np.isnat(months), np.nan, (months.view("int64") - 7) // 12 + 1970)
    years = np.where(np.isnan(year), fallen, year) - 1970
    known = ~np.isnan(years)
    starts = np.full(len(years), _NEVER)
    starts[known] = (years[known].astype("int64") * 12 + 8).astype("datetime64[M]").astype("datetime64[s]")
    return after(starts, count - 1)


class WorkingDays:
    """The calendar's working days, found by their numbers. Outside the calendar there is none."""

    def __init__(self, calendar: pd.DataFrame) -> None:
        calendar = calendar.sort_values("day")
        self._first = int(frames.days(calendar.day)[0])
        self._numbers = calendar.working_no.to_numpy("int64")
        self._working = midnight(calendar.day[calendar.is_working])

    def _number(self, days: Any, shift: int) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of the working days up to those days, and where the calendar has those."""
        place = frames.days(midnight(days)) - self._first + shift
        known = (place >= 0) & (place < len(self._numbers))
        return self._numbers[np.where(known, place, 0)], known

    def _day(self, numbers: np.ndarray, known: np.ndarray) -> np.ndarray:
        known &= (numbers >= 1) & (numbers <= len(self._working))
        return np.where(known, self._working[np.where(known, numbers - 1, 0)], _NEVER)

    def after(self, days: Any, count: int) -> np.ndarray:
        """The count-th working day strictly after."""
        numbers, known = self._number(days, 0)
        return self._day(numbers + count, known)

    def before(self, days: Any, count: int) -> np.ndarray:
        """The count-th working day strictly before."""
        numbers, known = self._number(days, -1)
        return self._day(numbers - count + 1, known)

    def until(self, days: Any) -> np.ndarray:
        """The last working day up to and including."""
        numbers, known = self._number(days, 0)
        return self._day(numbers, known)
