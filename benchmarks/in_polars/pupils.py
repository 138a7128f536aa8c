"""Pupils on the lists: coming, going, groups, the registry; and what their families get."""

import polars as pl

from in_polars.frames import MOMENT, SCHOOL, Diary, end_of, in_september, is_blank, key, text

_ENROLMENT = [SCHOOL, "pupil_id", "class_id", "enrolled_on"]
_ENROLLED = pl.col("enrolled_on")


def home_schooling_group(diary: Diary, *, days: int) -> pl.LazyFrame:
    """A pupil who is taught at home is in a group for it within so many working days."""
    since = pl.col("since")
    flags = diary.scan("pupil_flags").filter(pl.col("kind") == "home_schooling")
    homes = diary.scan("groups").filter(pl.col("kind") == "home")
    members = diary.scan("group_members").join(homes, on=[SCHOOL, "group_id"], how="semi")
    joined = (
        flags.join(members, on=[SCHOOL, "pupil_id"])
        .filter((pl.col("left_on") >= since).fill_null(value=True))
        .group_by(SCHOOL, "pupil_id", "since")
        .agg(joined_on=pl.coalesce("joined_on", "since").min())
    )
    told = flags.join(joined, on=[SCHOOL, "pupil_id", "since"], how="left").select(
        SCHOOL,
        "pupil_id",
        "detail",
        subject_id=key("pupil_id", "kind", text(since)),
        on_date=since,
        due_at=end_of(diary.working_day_after(since, days)),
        done_at=pl.col("joined_on").cast(MOMENT),
    )
    return diary.in_class(told, "on_date")


def pupils_in_groups(diary: Diary, *, september_day: int, days: int) -> pl.LazyFrame:
    """Pupils are in their groups in the first days of September, newcomers within so many working days."""
    classes = diary.scan("classes").filter(pl.col("kind").ne_missing("preschool"))
    enrolments = (
        diary.scan("enrolments")
        .select(_ENROLMENT)
        .join(classes.select(SCHOOL, "class_id", "school_year", "name"), on=[SCHOOL, "class_id"])
    )
    groups = diary.scan("groups").filter(pl.col("kind") == "formal").select(SCHOOL, "group_id", year="school_year")
    # the first day by year of the groups is found before the many memberships meet the enrolments
    first = (
        diary.scan("group_members")
        .join(groups, on=[SCHOOL, "group_id"])
        .group_by(SCHOOL, "pupil_id", "year")
        .agg(pl.col("joined_on").min(), any_open=pl.col("joined_on").is_null().any())
    )
    begun = pl.when("any_open").then(pl.min_horizontal("joined_on", "enrolled_on")).otherwise("joined_on")
    joined = (
        enrolments.join(first, on=[SCHOOL, "pupil_id"])
        .filter((pl.col("school_year") == pl.col("year")).fill_null(value=True))
        .group_by(_ENROLMENT)
        .agg(joined_on=begun.min())
    )
    due = pl.max_horizontal(
        in_september(pl.col("school_year"), _ENROLLED, september_day), diary.working_day_after(_ENROLLED, days)
    )
    return enrolments.join(joined, on=_ENROLMENT, how="left").select(
        SCHOOL,
        "class_id",
        "pupil_id",
        subject_id=key("pupil_id", "class_id", text(_ENROLLED)),
        on_date=_ENROLLED,
        due_at=end_of(due),
        done_at=pl.col("joined_on").cast(MOMENT),
        detail="name",
    )


def orders_recorded(diary: Diary, *, days: int) -> pl.LazyFrame:
    """Within so many working days of a coming or going during the year the director's order is recorded."""
    years = diary.scan("class_years").select(SCHOOL, "class_id", "starts_on", "ends_on")
    enrolments = (
        diary.scan("enrolments")
        .join(years, on=[SCHOOL, "class_id"])
        # of a class that names no school year: the year begun last by then
        .sort(pl.col("starts_on") <= _ENROLLED, "starts_on", descending=True, nulls_last=True)
        .unique(_ENROLMENT, keep="first", maintain_order=True)
    )
    arrivals = enrolments.filter(pl.col("starts_on") < _ENROLLED)
    departures = enrolments.filter(pl.col("left_on") < pl.col("ends_on"))
    moves = pl.concat(
        rows.select(
            [*_ENROLMENT, pl.lit(way).alias("detail"), pl.col(day).alias("on_date"), is_blank(order).alias("no")]
        )
        for rows, way, day, order in (
            (arrivals, "arrival", "enrolled_on", "arrival_order"),
            (departures, "departure", "left_on", "departure_order"),
        )
    )
    day = pl.col("on_date")
    return diary.owned_by(moves, "administrator").with_columns(
        subject_id=key("pupil_id", "class_id", text(_ENROLLED), "detail"),
        due_at=end_of(diary.working_day_after(day, days)),
        done_at=pl.when(~pl.col("no")).then(day.cast(MOMENT)),
    )


def departed_pupil_closed(diary: Diary) -> pl.LazyFrame:
    """Of a pupil who left, the class has no marks and grades of later days."""
    left = pl.col("left_on")
    departures = diary.scan("enrolments").filter(left.is_not_null()).select(*_ENROLMENT, "left_on")
    afterwards = (
        departures.join(diary.scan("pupil_last_records"), on=[SCHOOL, "pupil_id", "class_id"])
        .filter(left < pl.col("last_day"))
        .select(*_ENROLMENT, "last_day")
    )
    rows = departures.join(afterwards, on=_ENROLMENT, how="left").select(
        SCHOOL,
        "class_id",
        "pupil_id",
        subject_id=key("pupil_id", "class_id", text(_ENROLLED)),
        on_date=left,
        due_at=end_of(left),
        done_at=pl.when(pl.col("last_day").is_null()).then(left.cast(MOMENT)),
        detail=text(pl.col("last_day")),
    )
    return diary.owned_by(rows, "administrator")


def registry_reconciled(diary: Diary, *, september_day: int) -> pl.LazyFrame:
    """The pupils of the diary and of the registry are the same, in the same classes."""
    today = diary.as_of.date()
    starts_on = pl.col("starts_on")
    years = (
        diary.scan("school_years")  # the one begun last, else the first to come
        .sort(starts_on <= today, (starts_on - today).abs(), descending=[True, False], nulls_last=True)
        .unique(SCHOOL, keep="first", maintain_order=True)
    )
    enrolled = (
        diary.scan("pupil_classes")
        .filter(pl.lit(today).is_between(pl.col("since"), pl.col("until")))
        .join(diary.scan("classes").select(SCHOOL, "class_id", "name"), on=[SCHOOL, "class_id"], how="left")
        .select(SCHOOL, "pupil_id", class_name="name", is_enrolled=pl.lit(value=True))
    )
    pupils = diary.scan("pupils").select(SCHOOL, "pupil_id", "registry_id")
    registry = diary.scan("registry_pupils").select(SCHOOL, "registry_id", registry_class="class_name")
    agrees = pl.col("registry_class") == pl.col("class_name")
    registered = (
        registry.join(pupils, on=[SCHOOL, "registry_id"], how="left")
        .join(enrolled, on=[SCHOOL, "pupil_id"], how="left")
        # of two pupils under one number: the one that agrees, then the one enrolled
        .sort(agrees.fill_null(value=False), "is_enrolled", "pupil_id", descending=[True, True, False], nulls_last=True)
        .unique([SCHOOL, "registry_id"], keep="first", maintain_order=True)
        .with_columns(subject_id=key(pl.lit("registry"), "registry_id"))
    )
    unregistered = (
        enrolled.join(pupils, on=[SCHOOL, "pupil_id"], how="left")
        .join(registry, on=[SCHOOL, "registry_id"], how="anti")
        .with_columns(subject_id=key(pl.lit("pupil"), "pupil_id"), registry_class=pl.lit(None, pl.String))
    )
    columns = [SCHOOL, "subject_id", "pupil_id", "registry_class", "class_name"]
    pairs = pl.concat([registered.select(columns), unregistered.select(columns)]).join(years, on=SCHOOL)
    due = end_of(in_september(pl.col("school_year"), starts_on, september_day))
    names = [pl.col(name).fill_null("–") for name in ("registry_class", "class_name")]
    return diary.owned_by(diary.in_class(pairs, "starts_on"), "administrator").with_columns(
        on_date=starts_on,
        due_at=due,
        done_at=pl.when(agrees).then(starts_on.cast(MOMENT)),
        detail=pl.concat_str(names, separator=" / "),
    )


RULES = (
    home_schooling_group,
    pupils_in_groups,
    orders_recorded,
    departed_pupil_closed,
    registry_reconciled,
)
