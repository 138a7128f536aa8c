"""The parts of the page of attendance, each over a month that was read."""

from typing import Any

import streamlit as st

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import components, formats, pictures, table, trace, ways
from ediary_analytics.web.attendance import data, files, picture, signs, tables, words
from ediary_analytics.web.attendance.found import Found

_PAGE = "attendance"


def show(found: Found) -> None:
    """All of it: first where and when, then the lists."""
    left, right = st.columns(2, gap="large")
    with left:
        over_time(found)
    with right:
        by_timetable(found)
    if found.named and not found.illness_only:
        attention(found)
    if found.one and found.named:
        listed(found, [row for row in pupils(found) if row["class_id"] == found.one.class_id])
    else:
        classes(found)
    if found.illness_only and not found.one:
        listed(found, [row for row in pupils(found) if row["illness"]])
    if not found.named:
        attention(found)
    country(found)


def tiles(found: Found) -> None:
    """The numbers of the month."""
    own = [row for row in pupils(found) if not found.one or row["class_id"] == found.one.class_id]
    components.tiles(words.tiles_of_illness(found, own) if found.illness_only else words.tiles(found))


def over_time(found: Found) -> None:
    """Week by week since the school year began."""
    frame = picture.weeks(found)
    finding = picture.weeks_finding(found)
    lead = _("Share of the lessons missed for illness.") if found.illness_only else _("Share of the lessons attended.")
    components.section(finding, lead)
    if frame.num_rows:
        pictures.show("trend", frame, finding, unit="%", most=100)


def by_timetable(found: Found) -> None:
    """Weekday × lesson; without names by weekday and by lesson apart, which hide what is too small."""
    if not found.named:
        _sums(found)
        return
    rows = data.week(found.place.view, found.place.year.as_of, *found.days, _class(found)).to_pylist()
    days: dict[int, tuple[int, int]] = {}
    for row in rows:
        missed, held = days.get(row["weekday"], (0, 0))
        days[row["weekday"]] = (missed + row["missed"], held + row["held"])
    finding = picture.timetable_finding(found, days)
    components.section(finding, _("How many per cent of the lessons held were missed, by lesson of the day."))
    if rows:
        frame = picture.timetable(rows)
        pictures.show("matrix", frame, finding)


def _sums(found: Found) -> None:
    rows = found.shown("absence_by_weekday", "total")
    days = {int(row["part"]): (row["numerator"], row["denominator"]) for row in rows}
    finding = picture.timetable_finding(found, days)
    components.section(finding, _("How many per cent of the lessons held were missed."))
    for measure in ("absence_by_weekday", "absence_by_lesson"):
        frame = picture.sums(found.shown(measure, "total"), by_lesson=measure == "absence_by_lesson")
        if frame.num_rows:
            pictures.show("matrix", frame, finding)


def country(found: Found) -> None:
    """Beside the schools of the country, where their data is loaded."""
    parts = ["illness"] if found.illness_only else list(picture.COUNTRY)
    frames = {part: frame for part in parts if (frame := picture.country(found, part)) is not None}
    if not frames:
        return
    lead = (
        _("Missed lessons per pupil; behind the line the middle half of Lithuania's schools, same month and grade.")
        if found.one
        else _("Missed lessons per pupil; beside it Lithuania's mean, of as many pupils in each grade.")
    )
    components.section(_("Beside the country"), lead)
    for place, (part, frame) in zip(st.columns(len(frames), gap="large"), frames.items(), strict=True):
        with place:
            title = _(picture.COUNTRY[part])
            st.html(f'<p class="ed-lead">{title}</p>')
            band = _("middle half of the schools") if found.one else ""
            pictures.show("trend", frame, title, band=band, zero=True)


def classes(found: Found) -> None:
    """By class, each opening to its pupils."""
    rows = pupils(found)
    opened = table.opened("classes")
    if opened and found.named:
        shown = [row["pupil_id"] for row in rows if row["class_id"] == opened]
        trace.pupils(_PAGE, found.place.school.school_id, shown)
    components.section(_("By class"), words.unknown(found))
    pressed = table.show(tables.classes(found, opened, rows, way=ways.there("pupil")), key="classes")
    components.downloads(_("Download the table:"), [_PAGE, _("classes"), found.month], lambda: files.classes(found))
    go(found, pressed)


def listed(found: Found, rows: list[dict[str, Any]]) -> None:
    """The pupils of a class (or the ill ones of the school), each opening to the lessons missed."""
    opened = table.opened("pupils")
    hours = lessons_of(found, opened) if opened else []
    trace.pupils(_PAGE, found.place.school.school_id, [row["pupil_id"] for row in rows])
    missing = len({row["pupil_id"] for row in rows if row["missed"]})
    finding = ngettext(
        "Pupils: {count} missed something in the month", "Pupils: {count} missed something in the month", missing
    )
    components.section(finding.format(count=formats.number(missing)))
    way = ways.there("pupil")
    pressed = table.show(tables.pupils(found, rows, opened, hours, way=way), key="pupils")
    with st.container(horizontal=True, gap="large"):
        components.downloads(
            _("Download the table:"), [_PAGE, _("pupils"), found.month], lambda: files.pupils(found, rows)
        )
        components.downloads(
            _("Download all lessons missed:"),
            [_PAGE, _("lessons"), found.month],
            lambda: files.lessons(_hours(found, None)),
        )
    go(found, pressed)


def attention(found: Found) -> None:
    """Whom to think of: who hardly attends, who is late often, who has been away for days."""
    if not found.named:
        components.section(_("How many pupils miss much"))
        table.show(signs.numbers(found), key="signs")
        components.downloads(
            _("Download the table:"), [_PAGE, _("signs"), found.month], lambda: files.signs(found, [], [])
        )
        return
    there = signs.read(found)
    rows = [row for row in pupils(found) if not found.one or row["class_id"] == found.one.class_id]
    shown = {row["pupil_id"] for row in rows} & {one.pupil_id for one in there}
    trace.pupils(_PAGE, found.place.school.school_id, shown)
    if not shown:
        components.section(_("Whom to think of: no pupil shows any sign"))
        return
    heading = ngettext("Whom to think of: {count} pupil", "Whom to think of: {count} pupils", len(shown))
    components.section(
        heading.format(count=len(shown)),
        _("Who hardly attends or is late often in the month, misses much this year, or is away for days on end."),
    )
    pressed = table.show(signs.table(found, there, rows, way=ways.there("pupil")), key="signs")
    components.downloads(
        _("Download the table:"), [_PAGE, _("signs"), found.month], lambda: files.signs(found, there, rows)
    )
    go(found, pressed)


def pupils(found: Found) -> list[dict[str, Any]]:
    """Every pupil of the month with the counts; nobody for who may not name pupils."""
    if not found.named:
        return []
    rows: list[dict[str, Any]] = data.pupils(found.place.view, found.place.year.as_of, *found.days).to_pylist()
    return rows


def _hours(found: Found, pupil: str | None) -> list[dict[str, Any]]:
    year = found.place.year
    rows: list[dict[str, Any]] = data.hours(found.place.view, year.as_of, *found.days, _class(found), pupil).to_pylist()
    return rows


def lessons_of(found: Found, key: str) -> list[dict[str, Any]]:
    """What is behind a row of the list: of who changed class, there are two."""
    pupil, _bar, school_class = key.partition("|")
    return [row for row in _hours(found, pupil) if f"{row['class_id']}" == school_class]


def _class(found: Found) -> str | None:
    return found.one.class_id if found.one else None


def go(found: Found, pressed: str | None) -> None:
    """Where a table's row leads: to a pupil, or to one class."""
    if not pressed:
        return
    kind, _colon, key = pressed.partition(":")
    if kind == "class":
        ways.to(_PAGE, **{"class": key})
    elif ways.there("pupil"):
        ways.to_pupil(found.place.school.school_id, key)
