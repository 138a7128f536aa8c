"""Five measures in pandas, over the needed columns of Parquet files of tables of ``core``; see :mod:`rivals`."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
from rivals import NAMES


class Pandas:
    """The measures of :mod:`rivals` by hand, over a folder with a file per table."""

    def __init__(self, folder: Path, as_of: dt.datetime, settings: Mapping[str, int]) -> None:
        self.folder, self.as_of, self.settings = folder, as_of, settings
        self.last = pd.Timestamp(as_of.date())
        self.works: dict[str, Callable[[], pd.DataFrame]] = {name: getattr(self, name) for name in NAMES}

    def ask(self, name: str) -> pa.Table:
        """Keys, numerator and denominator."""
        return pa.Table.from_pandas(self.works[name](), preserve_index=False)

    def read(self, table: str, *columns: str, days: tuple[str, ...] = ()) -> pd.DataFrame:
        """Columns of a table; ``days`` as timestamps of pandas, those of open ends cut to what it can hold."""
        frame = pd.read_parquet(self.folder / f"{table}.parquet", columns=list(columns), dtype_backend="pyarrow")
        for day in days:
            frame[day] = frame[day].astype("timestamp[us][pyarrow]").astype("datetime64[us]")
        return frame

    def within(self, frame: pd.DataFrame, day: str) -> pd.DataFrame:
        """The rows of the window, with its first day."""
        years = self.read("school_years", "school_id", "starts_on", days=("starts_on",))
        begun = years[years.starts_on <= self.as_of].groupby("school_id", as_index=False).starts_on.max()
        rows = frame.merge(begun.rename(columns={"starts_on": "window_from"}), on="school_id")
        return rows[(rows[day] >= rows.window_from) & (rows[day] <= self.last)]

    def days(self, *columns: str) -> pd.DataFrame:
        """Pupil days of the window with a held hour, and their month."""
        frame = self.read("pupil_days", "school_id", "held_on", "held", *columns, days=("held_on",))
        frame = self.within(frame[frame.held > 0], "held_on")
        return frame.assign(month=_month(frame.held_on), held=frame.held.astype("int64"))

    def attendance_rate(self) -> pd.DataFrame:
        """By class and month."""
        causes = ["illness", "other", "unjustified", "open"]
        days = self.days("class_id", *causes)
        days["numerator"] = days.held - days[causes].astype("int64").sum(axis=1)
        keys = ["school_id", "class_id", "month"]
        sums = days.groupby(keys, as_index=False, dropna=False)[["numerator", "held"]].sum()
        return _told(sums.rename(columns={"held": "denominator"}))

    def nemis(self) -> pd.DataFrame:
        """By class, month and bound, of pupils in the class of their last day in the month."""
        days = self.days("pupil_id", "unjustified")
        days["unjustified"] = days.unjustified.astype("int64")
        keys = ["school_id", "pupil_id", "month"]
        pupils = days.groupby(keys, as_index=False)[["held", "unjustified"]].sum()
        pupils["closes_on"] = (pupils.month + pd.offsets.MonthEnd(0)).clip(upper=self.last).astype("datetime64[us]")
        stretches = self.read("pupil_classes", "school_id", "pupil_id", "class_id", "since", days=("since",))
        placed = pd.merge_asof(
            pupils.sort_values("closes_on"),
            stretches.sort_values("since"),
            left_on="closes_on",
            right_on="since",
            by=["school_id", "pupil_id"],
        )
        of, held, unjustified = self.settings, placed.held, placed.unjustified
        parts = {
            "nemis": 100 * unjustified > of["nemis_over_percent"] * held,
            "poor": 100 * unjustified >= of["poor_percent"] * held,
            "prone": unjustified >= of["prone_hours"],
            "avoiding": unjustified > of["avoiding_over_hours"],
        }
        placed = placed.assign(**{part: fired.astype("int64") for part, fired in parts.items()}, denominator=1)
        keys = ["school_id", "class_id", "month"]
        sums = placed.groupby(keys, as_index=False, dropna=False)[[*parts, "denominator"]].sum()
        return _told(sums.melt([*keys, "denominator"], list(parts), "part", "numerator"))

    def success_rate(self) -> pd.DataFrame:
        """By class and term."""
        columns = ("school_id", "class_id", "term_id", "pupil_id", "is_negative", "ends_on")
        results = self.within(self.read("results", *columns, days=("ends_on",)), "ends_on")
        keys = ["school_id", "class_id", "term_id"]
        pupils = results.groupby([*keys, "pupil_id"], as_index=False, dropna=False).is_negative.max()
        passing = (~pupils.is_negative).fillna(value=False).astype("int64")
        pupils = pupils.assign(numerator=passing, denominator=1)
        sums = pupils.groupby(keys, as_index=False, dropna=False)[["numerator", "denominator"]].sum()
        return sums.rename(columns={"term_id": "period"})

    def grade_trend(self) -> pd.DataFrame:
        """By pupil and subject: sums for least squares."""
        keys = ["school_id", "pupil_id", "subject_id"]
        marks = self.read("marks", *keys, "given_on", "points", "in_average", days=("given_on",))
        told = marks.points.notna() & marks.in_average.fillna(value=False) & marks.subject_id.notna()
        marks = self.within(marks[told], "given_on")
        x, y = (marks.given_on - pd.Timestamp(2000, 1, 1)).dt.days, marks.points.astype("int64")
        marks = marks.assign(n=1, x=x, y=y, xy=x * y, xx=x * x)
        sums = marks.groupby(keys, as_index=False)[["n", "x", "y", "xy", "xx"]].sum()
        slope = self.settings["days"] * (sums.n * sums.xy - sums.x * sums.y)
        told_slope = sums[keys].assign(part="slope", numerator=slope, denominator=sums.n * sums.xx - sums.x**2)
        return pd.concat([told_slope, sums[keys].assign(part="n", numerator=sums.n, denominator=1)])

    def login_active(self) -> pd.DataFrame:
        """By kind of people and month, of those with an account."""
        days = self.within(self.read("school_days", "school_id", "day", days=("day",)), "day")
        months = days.assign(month=_month(days.day))[["school_id", "window_from", "month"]].drop_duplicates()
        months["begins"] = months[["month", "window_from"]].max(axis=1)
        months["ends"] = (months.month + pd.offsets.MonthEnd(0)).clip(upper=self.last).astype("datetime64[us]")
        months = months.drop(columns="window_from")
        who = ["school_id", "kind", "person_id"]
        accounts = self.read("accounts", "school_id", "person_kind", "person_id", "created_at", days=("created_at",))
        accounts = accounts.rename(columns={"person_kind": "kind"})
        accounts = accounts[(accounts.created_at <= self.as_of) | accounts.created_at.isna()]
        opened = accounts.created_at.dt.normalize().fillna(pd.Timestamp.min.ceil("D"))
        accounts = accounts.assign(opened=opened).groupby(who, as_index=False).opened.min()
        logins = self.read("person_logins", *who, "logged_in_at", days=("logged_in_at",))
        logins = logins[logins.logged_in_at <= self.as_of]
        day = logins.logged_in_at.dt.normalize()
        active = logins.assign(day=day, month=_month(day)).merge(months, on=["school_id", "month"])
        active = active[(active.day >= active.begins) & (active.day <= active.ends)]
        active = active[[*who, "month"]].drop_duplicates().assign(came=1)
        people = self.read("people", *who, "since", "until", days=("since", "until")).merge(months, on="school_id")
        people = people[(people.ends >= people.since) & (people.ends <= people.until)]
        people = people[[*who, "month", "ends"]].drop_duplicates().merge(accounts, on=who)
        people = people[people.opened <= people.ends].merge(active, on=[*who, "month"], how="left")
        people = people.assign(numerator=people.came.fillna(0).astype("int64"), denominator=1)
        keys = ["school_id", "kind", "month"]
        return _told(people.groupby(keys, as_index=False)[["numerator", "denominator"]].sum())


def _month(days: pd.Series) -> pd.Series:
    return days - pd.to_timedelta(days.dt.day - 1, unit="D")


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(period=frame.month.dt.strftime("%Y-%m")).drop(columns="month")
