"""What the rules share: the tables as lazy frames, deadlines in working days, who holds an office, the judge.

A rule returns a lazy frame with the columns of a duty, of which it may leave out those that are null throughout. All
rules are collected together, so a table or step that several of them name is read or worked out once.
"""

import datetime as dt
from functools import cached_property
from pathlib import Path

import polars as pl

SCHOOL = "school_id"
MOMENT = pl.Datetime("us")
#: The columns of a duty and their types, in order.
DUTY: dict[str, pl.DataType] = {
    "school_id": pl.String(),
    "subject_id": pl.String(),
    "on_date": pl.Date(),
    "owner_id": pl.String(),
    "class_id": pl.String(),
    "group_id": pl.String(),
    "pupil_id": pl.String(),
    "due_at": MOMENT,
    "done_at": MOMENT,
    "detail": pl.String(),
}
_NULLS = {name: pl.lit(None, kind).alias(name) for name, kind in DUTY.items()}
_STATES = pl.Enum(["missing", "pending", "late", "met"])
_LAST_SECOND = dt.time(23, 59, 59)
_EPOCH = dt.date(1970, 1, 1)


class Diary:
    """The typed tables of a folder of Parquet files, and the calendar's arithmetic, as of a moment.

    Where duties are only counted, nobody looks up whose they are: a left join stays in a plan though none of its
    columns are used. Columns that cost no join are left out of the plan by themselves.
    """

    def __init__(self, folder: Path, as_of: dt.datetime, *, counting: bool = False) -> None:
        self.folder, self.as_of, self.counting = folder, as_of, counting
        self._scans: dict[str, pl.LazyFrame] = {}

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, of which only the columns that are used will be read; its footer is read once for all rules."""
        if table not in self._scans:
            self._scans[table] = pl.scan_parquet(self.folder / f"{table}.parquet")
        return self._scans[table]

    @cached_property
    def _calendar(self) -> pl.DataFrame:
        days = pl.read_parquet(self.folder / "calendar.parquet", columns=["day", "is_working", "working_no"])
        return days.sort("day")

    @cached_property
    def _working(self) -> pl.Series:
        return self._calendar.filter("is_working")["day"]

    def working_day_after(self, day: pl.Expr, number: int) -> pl.Expr:
        """The n-th working day strictly after; null outside the calendar."""
        return self._of_day(self._calendar["working_no"] + (number - 1), day)

    def working_day_before(self, day: pl.Expr, number: int) -> pl.Expr:
        """The n-th working day strictly before; null outside the calendar."""
        return self._of_day(self._calendar["working_no"].shift(1) - number, day)

    def working_day_until(self, day: pl.Expr) -> pl.Expr:
        """The last working day up to and including that day; null outside the calendar."""
        return self._of_day(self._calendar["working_no"] - 1, day)

    def _of_day(self, places: pl.Series, day: pl.Expr) -> pl.Expr:
        """For each day of the calendar the working day at a place (from 0), looked up by position."""
        found = self._working.gather(places.cast(pl.UInt32, strict=False), null_on_oob=True)
        first = (self._calendar["day"].item(0) - _EPOCH).days
        place = (day.cast(pl.Int32) - first).cast(pl.UInt32, strict=False)
        return pl.lit(found).gather(place, null_on_oob=True)

    def done(self, kind: str, *keys: str) -> pl.LazyFrame:
        """When a duty of that kind was first noted as done, by school and keys."""
        return self.first(self.scan("duties_done").filter(pl.col("kind") == kind), "done_at", *keys)

    def first(self, rows: pl.LazyFrame, moment: str, *keys: str) -> pl.LazyFrame:
        """The first of the moments by school and keys, as ``done_at``."""
        return rows.group_by(SCHOOL, *keys).agg(done_at=pl.col(moment).min())

    def owned_by(self, rows: pl.LazyFrame, role: str) -> pl.LazyFrame:
        """With ``owner_id``: the only person of the school in that role, if there is one."""
        if self.counting:
            return rows.with_columns(owner_id=_NULLS["owner_id"])
        holders = self.scan("sole_role_holders").filter(pl.col("role") == role)
        return rows.join(holders.select(SCHOOL, owner_id="staff_id"), on=SCHOOL, how="left")

    def classes(self, *columns: str) -> pl.LazyFrame:
        """Each class with ``owner_id``, its head, and further columns."""
        return self.scan("classes").select(SCHOOL, "class_id", *columns, owner_id="homeroom_staff_id")

    def headed(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """With ``owner_id``: the head of the rows' class, or null."""
        if self.counting:
            return rows.with_columns(owner_id=_NULLS["owner_id"])
        return rows.join(self.classes(), on=[SCHOOL, "class_id"], how="left")

    def in_class(self, rows: pl.LazyFrame, day: str) -> pl.LazyFrame:
        """With ``class_id``: the pupil's class on a day, or null."""
        if self.counting:
            return rows.with_columns(class_id=_NULLS["class_id"])
        on = pl.col(day)
        owned = on.is_between(pl.col("owns_from"), pl.col("owns_until"), closed="left")
        return (
            rows.join(self._stretches, on=[SCHOOL, "pupil_id"], how="left")
            .filter(owned.fill_null(value=True))
            .with_columns(class_id=pl.when(on.is_between(pl.col("since"), pl.col("until"))).then("class_id"))
        )

    @cached_property
    def _stretches(self) -> pl.LazyFrame:
        """A pupil's stretches in a class, which never overlap, each with the days until the next that it answers for.

        Of any day one answers, so that a plain join finds it: it takes half the time of an asof join, which wants the
        days sorted.
        """
        since, pupil = pl.col("since"), [SCHOOL, "pupil_id"]
        stretches = self.scan("pupil_classes").select(*pupil, "class_id", "since", "until").sort("since")
        return stretches.with_columns(
            owns_from=pl.when(since > since.min().over(pupil)).then(since).otherwise(dt.date.min),
            owns_until=since.shift(-1).over(pupil).fill_null(dt.date.max),
        )


def at(day: pl.Expr, time: dt.time) -> pl.Expr:
    """That time of the day."""
    return day.cast(MOMENT) + dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)


def end_of(day: pl.Expr) -> pl.Expr:
    """A due date without an hour means the end of that day."""
    return at(day, _LAST_SECOND)


def days_on(day: pl.Expr, number: int) -> pl.Expr:
    """So many days later, or earlier where negative."""
    return day + dt.timedelta(days=number)


def in_september(school_year: pl.Expr, day: pl.Expr, number: int) -> pl.Expr:
    """The n-th of September of a school year (``2026-2027``), or, where it has no name, of the one of a day."""
    named = school_year.str.head(4).cast(pl.Int32, strict=False)
    of_day = day.dt.year() - (day.dt.month() < 8).cast(pl.Int32)  # noqa: PLR2004  (August begins the next one)
    return days_on(pl.date(pl.coalesce(named, of_day), 9, 1), number - 1)


def within(day: str, since: str, until: str) -> pl.Expr:
    """Whether a day lies between two of which either may be open."""
    lies = pl.col(day).is_between(pl.col(since).fill_null(dt.date.min), pl.col(until).fill_null(dt.date.max))
    return lies.fill_null(value=True)


def text(day: pl.Expr) -> pl.Expr:
    """A day as ``2026-10-05``."""
    return day.cast(pl.String)


def month_of(day: pl.Expr) -> pl.Expr:
    """The month of a day as ``2026-10``."""
    return day.dt.to_string("%Y-%m")


def week_of(day: pl.Expr) -> pl.Expr:
    """The ISO week of a day as ``2026-W41``."""
    return day.dt.to_string("%G-W%V")


def key(*parts: str | pl.Expr) -> pl.Expr:
    """The parts of a key in one string, without those that are null."""
    return pl.concat_str(*parts, separator="|", ignore_nulls=True)


def is_blank(column: str) -> pl.Expr:
    """Nothing written: null or only white space, the no-break space too."""
    return pl.col(column).str.strip_chars(" \t\r\n\u00a0").fill_null("") == ""


def blanks(faults: dict[str, pl.Expr]) -> pl.Expr:
    """The names of those faults that there are, with commas between."""
    told = [pl.when(fault).then(pl.lit(name)) for name, fault in faults.items()]
    return pl.concat_str(told, separator=", ", ignore_nulls=True)


def whole(faults: dict[str, pl.Expr], moment: pl.Expr) -> pl.Expr:
    """The moment of what has none of the faults."""
    return pl.when(pl.any_horizontal(*faults.values())).then(None).otherwise(moment)


class Judge:
    """Where duties stand at a moment."""

    def __init__(self, as_of: dt.datetime) -> None:
        self._now = pl.lit(as_of, MOMENT)
        reached = pl.min_horizontal(pl.col("on_date").cast(MOMENT), pl.col("due_at")) <= self._now
        self.is_examined = reached.fill_null(value=True)

    def status(self, kind: pl.DataType) -> pl.Expr:
        """The state of each duty, as text or as one of few."""
        now, due, done = self._now, pl.col("due_at"), pl.col("done_at")
        return (
            pl.when(done <= pl.min_horizontal(due, now))
            .then(pl.lit("met", kind))
            .when(done <= now)
            .then(pl.lit("late", kind))
            .when(due >= now)
            .then(pl.lit("pending", kind))
            .otherwise(pl.lit("missing", kind))
        )

    def verdicts(self, name: str, duties: pl.LazyFrame) -> pl.LazyFrame:
        """The duties examined by the moment, under the obligation's name and with their status."""
        told = pl.lit(name).alias("obligation")
        return self._examined(duties).select(told, *DUTY, status=self.status(pl.String()))

    def numbers(self, name: str, duties: pl.LazyFrame) -> pl.LazyFrame:
        """How many duties are examined by the moment, by school and status."""
        by_status = self._examined(duties).group_by(SCHOOL, status=self.status(_STATES)).agg(number=pl.len())
        return by_status.select(SCHOOL, pl.lit(name).alias("obligation"), pl.col("status").cast(pl.String), "number")

    def _examined(self, duties: pl.LazyFrame) -> pl.LazyFrame:
        there = duties.collect_schema()
        columns = [pl.col(one) if one in there else null for one, null in _NULLS.items()]
        return duties.select(columns).filter(self.is_examined)
