"""Five measures in polars, lazily over Parquet files of tables of ``core``; see :mod:`rivals`."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
from rivals import NAMES

_EARLY = dt.date(1, 1, 1)


class Polars:
    """The measures of :mod:`rivals` by hand, over a folder with a file per table."""

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
