"""Five measures in ours, polars and pandas, from the same typed tables, with the same answers.

Ours asks the warehouse file; polars scans, and pandas reads the needed columns of, Parquet files of the same tables
of ``core``. Timed are reading, reckoning, and the answer as a table in memory; ours also sorts it and divides. Not
timed are the import and the making of the tables. Many schools are one school under as many ids, in a warehouse that
holds only the tables which these five read.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from ediary_analytics import metrics, warehouse

TABLES = (
    "accounts",
    "classes",
    "evidence",
    "marks",
    "people",
    "person_logins",
    "pupil_classes",
    "pupil_days",
    "results",
    "school_days",
    "school_years",
)
NAMES = ("attendance_rate", "nemis", "success_rate", "grade_trend", "login_active")
_EARLY = dt.date(1, 1, 1)


class Ours:
    """The packaged measures over the warehouse."""

    def __init__(self, file: Path, as_of: dt.datetime) -> None:
        self.con = warehouse.open_file(file)
        self.as_of = as_of
        metrics.open_for(self.con)

    def ask(self, name: str) -> pa.Table:
        """The answer with the metric's own keys and period."""
        return metrics.measure(self.con, metrics.question(name, self.as_of)).rows


class Polars:
    """The same in polars, lazily over the Parquet files."""

    def __init__(self, folder: Path, as_of: dt.datetime, settings: Mapping[str, int]) -> None:
        self.folder, self.as_of, self.settings = folder, as_of, settings
        self.works: dict[str, Callable[[], pl.LazyFrame]] = {name: getattr(self, name) for name in NAMES}

    def ask(self, name: str) -> pa.Table:
        """Keys, numerator and denominator."""
        return self.works[name]().collect().to_arrow()

    def scan(self, table: str) -> pl.LazyFrame:
        """A table as a lazy frame."""
        return pl.scan_parquet(self.folder / f"{table}.parquet")

    def span(self) -> pl.LazyFrame:
        """The window by school: from the start of the school year begun last."""
        years = self.scan("school_years").filter(pl.col("starts_on") <= self.as_of)
        return years.group_by("school_id").agg(window_from=pl.col("starts_on").max())

    def within(self, table: pl.LazyFrame, day: str) -> pl.LazyFrame:
        """The rows of the window."""
        rows = table.join(self.span(), on="school_id")
        return rows.filter(pl.col(day).is_between(pl.col("window_from"), self.as_of.date()))

    def days(self) -> pl.LazyFrame:
        """Pupil days of the window with a held hour, and their month."""
        held = self.within(self.scan("pupil_days").filter(pl.col("held") > 0), "held_on")
        return held.with_columns(month=pl.col("held_on").dt.month_start())

    def attendance_rate(self) -> pl.LazyFrame:
        """By class and month."""
        missed = pl.sum_horizontal("illness", "other", "unjustified", "open")
        sums = (
            self.days()
            .group_by("school_id", "class_id", "month")
            .agg(
                numerator=(pl.col("held").cast(pl.Int64) - missed).sum(),
                denominator=pl.col("held").cast(pl.Int64).sum(),
            )
        )
        return _dated(sums)

    def nemis(self) -> pl.LazyFrame:
        """By class, month and bound, of pupils in the class of their last day in the month."""
        pupils = (
            self.days()
            .group_by("school_id", "pupil_id", "month")
            .agg(held=pl.col("held").cast(pl.Int64).sum(), unjustified=pl.col("unjustified").cast(pl.Int64).sum())
            .with_columns(closes_on=pl.min_horizontal(pl.col("month").dt.month_end(), pl.lit(self.as_of.date())))
            .sort("closes_on")
        )
        stretches = self.scan("pupil_classes").select("school_id", "pupil_id", "class_id", "since").sort("since")
        placed = pupils.join_asof(
            stretches,
            left_on="closes_on",
            right_on="since",
            by=["school_id", "pupil_id"],
            check_sortedness=False,
        )
        of, held, unjustified = self.settings, pl.col("held"), pl.col("unjustified")
        fires = {
            "nemis": 100 * unjustified > of["nemis_over_percent"] * held,
            "poor": 100 * unjustified >= of["poor_percent"] * held,
            "prone": unjustified >= of["prone_hours"],
            "avoiding": unjustified > of["avoiding_over_hours"],
        }
        sums = placed.group_by("school_id", "class_id", "month").agg(
            *(fired.cast(pl.Int64).sum().alias(part) for part, fired in fires.items()),
            denominator=pl.len().cast(pl.Int64),
        )
        keys = ["school_id", "class_id", "month", "denominator"]
        return _dated(sums.unpivot(index=keys, variable_name="part", value_name="numerator"))

    def success_rate(self) -> pl.LazyFrame:
        """By class and term."""
        pupils = (
            self.within(self.scan("results"), "ends_on")
            .group_by("school_id", "class_id", "term_id", "pupil_id")
            .agg(failing=pl.col("is_negative").max())
        )
        return (
            pupils.group_by("school_id", "class_id", "term_id")
            .agg(numerator=(~pl.col("failing")).cast(pl.Int64).sum(), denominator=pl.len().cast(pl.Int64))
            .rename({"term_id": "period"})
        )

    def grade_trend(self) -> pl.LazyFrame:
        """By pupil and subject: sums for least squares."""
        x, y = pl.col("x"), pl.col("points").cast(pl.Int64)
        told = pl.col("points").is_not_null() & pl.col("in_average") & pl.col("subject_id").is_not_null()
        sums = (
            self.within(self.scan("marks").filter(told), "given_on")
            .with_columns(x=(pl.col("given_on") - dt.date(2000, 1, 1)).dt.total_days())
            .group_by("school_id", "pupil_id", "subject_id")
            .agg(n=pl.len().cast(pl.Int64), sx=x.sum(), sy=y.sum(), sxy=(x * y).sum(), sxx=(x * x).sum())
        )
        slope = self.settings["days"] * (pl.col("n") * pl.col("sxy") - pl.col("sx") * pl.col("sy"))
        spread = pl.col("n") * pl.col("sxx") - pl.col("sx") ** 2
        keys = ["school_id", "pupil_id", "subject_id"]
        return pl.concat(
            [
                sums.select(*keys, part=pl.lit("slope"), numerator=slope, denominator=spread),
                sums.select(*keys, part=pl.lit("n"), numerator="n", denominator=pl.lit(1, pl.Int64)),
            ]
        )

    def login_active(self) -> pl.LazyFrame:
        """By kind of people and month, of those with an account."""
        months = (
            self.within(self.scan("school_days"), "day")
            .select("school_id", "window_from", month=pl.col("day").dt.month_start())
            .unique()
            .with_columns(
                begins=pl.max_horizontal("month", "window_from"),
                ends=pl.min_horizontal(pl.col("month").dt.month_end(), pl.lit(self.as_of.date())),
            )
            .drop("window_from")
        )
        created = self.scan("accounts").filter((pl.col("created_at") <= self.as_of).fill_null(value=True))
        accounts = created.group_by("school_id", "person_kind", "person_id").agg(
            opened=pl.col("created_at").dt.date().fill_null(_EARLY).min()
        )
        logins = self.scan("person_logins").filter(pl.col("logged_in_at") <= self.as_of)
        active = (
            logins.with_columns(day=pl.col("logged_in_at").dt.date())
            .with_columns(month=pl.col("day").dt.month_start())
            .join(months, on=["school_id", "month"])
            .filter(pl.col("day").is_between(pl.col("begins"), pl.col("ends")))
            .select("school_id", "kind", "person_id", "month", came=pl.lit(value=True))
            .unique()
        )
        who = ["school_id", "kind", "person_id"]
        people = (
            self.scan("people")
            .join(months, on="school_id")
            .filter(pl.col("ends").is_between(pl.col("since"), pl.col("until")))
            .select("school_id", "kind", "person_id", "month", "ends")
            .unique()
            .join(
                accounts, left_on=["school_id", "kind", "person_id"], right_on=["school_id", "person_kind", "person_id"]
            )
            .filter(pl.col("opened") <= pl.col("ends"))
            .join(active, on=[*who, "month"], how="left")
        )
        return _dated(
            people.group_by("school_id", "kind", "month").agg(
                numerator=pl.col("came").count().cast(pl.Int64), denominator=pl.len().cast(pl.Int64)
            )
        )


def _dated(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(period=pl.col("month").dt.strftime("%Y-%m")).drop("month")


class Pandas:
    """The same in pandas, over the columns that each needs."""

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


def agree(ours: pa.Table, theirs: pa.Table) -> bool:
    """Whether the answers hold the same rows, in any order, as far as theirs has columns for it."""
    names = sorted(set(theirs.column_names) & set(ours.column_names))
    if not {"school_id", "numerator", "denominator"} <= set(names):
        return False
    con = duckdb.connect(":memory:")
    con.register("ours", ours)
    con.register("theirs", theirs)
    listed = ", ".join(names)
    pairs = (("ours", "theirs"), ("theirs", "ours"))
    differing = [
        con.execute(f"select count(*) from (select {listed} from {a} except all select {listed} from {b})").fetchall()
        for a, b in pairs
    ]
    con.close()
    return differing == [[(0,)], [(0,)]]
