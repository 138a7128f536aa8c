"""Who comes, who goes, and what is known of them."""

from typing import Any

import numpy as np
import pandas as pd

from in_pandas import frames
from in_pandas.core import NEVER, Core, Duties
from in_pandas.deadlines import after, end_of_day, in_september, midnight

_PUPIL = ["school_id", "pupil_id"]


def _enrolled(core: Core, rows: pd.DataFrame, of: dict[str, Any]) -> Duties:
    due = np.fmax(after(rows.september, of["september_day"] - 1), core.working_days.after(rows.enrolled_on, of["days"]))
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [
            rows.person_kind,
            rows.person_id,
            rows.pupil_id,
            frames.text(rows.september.dt.year),
        ],
        "on_date": rows.enrolled_on,
        "owner_id": lambda: rows.homeroom_staff_id,
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(due),
    }


def credentials_given(core: Core, of: dict[str, Any]) -> Duties:
    """Guardians and older pupils have their account soon after the pupil came."""
    people = core.enrolled_people
    rows = people[(people.person_kind == "guardian") | (people.grade_level >= of["min_grade"])]
    moments = core.accounts.credentials_given_at.fillna(core.accounts.created_at)
    given = frames.earliest(rows, core.accounts, ["school_id", "person_kind", "person_id"], moments)
    return _enrolled(core, rows, of) | {"done_at": given, "detail": lambda: rows.person_kind}


def contacts_complete(core: Core, of: dict[str, Any]) -> Duties:
    """There is an address, and where asked a telephone, of guardians and where asked of older pupils."""
    people = core.enrolled_people
    asked = people.person_kind == "guardian"
    if of["ask_pupils"]:
        asked |= people.grade_level >= of["pupil_min_grade"]
    rows = people[asked]
    wanting = {"email": frames.blank(rows.email)}
    if of["ask_phone"]:
        wanting["phone"] = frames.blank(rows.phone)
    blanks = frames.listed(wanting)
    return _enrolled(core, rows, of) | {"done_at": rows.enrolled_on.where(blanks.codes == 0), "detail": lambda: blanks}


def _joined(core: Core, rows: pd.DataFrame, kind: str, since: pd.Series) -> pd.Series:
    """Since when each row's pupil is in a group of that kind, of the row's school year if both name one."""
    group = frames.find(core.group_members, core.groups, ["school_id", "group_id"])
    of_kind = np.append(core.groups.kind == kind, [False])[group]
    members = core.group_members[of_kind]
    row, member = frames.pairs(rows, members, _PUPIL)
    if "school_year" in rows:
        of_members = frames.take(core.groups.school_year, group[of_kind])
        ours, theirs, _ = frames.alike(frames.take(rows.school_year, row), frames.take(of_members, member))
        same = (ours == theirs) | (ours < 0) | (theirs < 0)
        row, member = row[same], member[same]
    if kind == "home":  # a group left before is no answer
        left = members.left_on.to_numpy()[member]
        stays = np.isnat(left) | (left >= since.to_numpy()[row])
        row, member = row[stays], member[stays]
    days = members.joined_on.take(member).reset_index(drop=True).fillna(since.take(row).reset_index(drop=True))
    return days.groupby(row).min().reindex(range(len(rows)))


def pupils_in_groups(core: Core, of: dict[str, Any]) -> Duties:
    """A pupil is in the groups of lessons by that day of September, or soon after coming."""
    found = frames.find(core.enrolments, core.classes, ["school_id", "class_id"])
    rows, classes = core.enrolments[found >= 0], core.classes.take(found[found >= 0])
    school = (classes.kind != "preschool").to_numpy()
    rows, classes = rows[school], classes[school]
    rows = rows.assign(school_year=classes.school_year.array)
    due = np.fmax(
        in_september(rows.school_year, rows.enrolled_on, of["september_day"]),
        core.working_days.after(rows.enrolled_on, of["days"]),
    )
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.class_id, frames.text(rows.enrolled_on)],
        "on_date": rows.enrolled_on,
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(due),
        "done_at": _joined(core, rows, "formal", rows.enrolled_on),
        "detail": lambda: classes.name,
    }


def home_schooling_group(core: Core, of: dict[str, Any]) -> Duties:
    """A pupil taught at home is soon in a group of that kind."""
    rows = core.pupil_flags[core.pupil_flags.kind == "home_schooling"]
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.kind, frames.text(rows.since)],
        "on_date": rows.since,
        "class_id": lambda: core.class_on(rows, rows.since),
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(core.working_days.after(rows.since, of["days"])),
        "done_at": _joined(core, rows, "home", rows.since),
        "detail": lambda: rows.detail,
    }


def orders_recorded(core: Core, of: dict[str, Any]) -> list[Duties]:
    """Coming and going within the year has its order within so many working days."""
    enrolment, year = frames.pairs(core.enrolments, core.class_years, ["school_id", "class_id"])
    years = core.class_years[["starts_on", "ends_on"]].take(year).reset_index(drop=True)
    # of a class that names no school year: the year begun last by then
    years = years.assign(row=enrolment, begun=years.starts_on <= core.enrolments.enrolled_on.to_numpy()[enrolment])
    years = years.sort_values(["begun", "starts_on"], ascending=False).drop_duplicates("row").sort_values("row")
    rows = core.enrolments.take(years.row).assign(starts_on=years.starts_on.array, ends_on=years.ends_on.array)
    came, left = rows[rows.enrolled_on > rows.starts_on], rows[rows.left_on < rows.ends_on]
    return [
        _moved(core, of, came, "arrival", came.enrolled_on, came.arrival_order),
        _moved(core, of, left, "departure", left.left_on, left.departure_order),
    ]


def _moved(
    core: Core, of: dict[str, Any], rows: pd.DataFrame, direction: str, day: pd.Series, order: pd.Series
) -> Duties:
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.pupil_id, rows.class_id, frames.text(rows.enrolled_on), direction],
        "on_date": day,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "class_id": lambda: rows.class_id,
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(core.working_days.after(day, of["days"])),
        "done_at": day.where(~frames.blank(order)),
        "detail": lambda: frames.repeated(direction, len(rows)),
    }


def registry_reconciled(core: Core, of: dict[str, Any]) -> list[Duties]:
    """The pupils of the registry are those of the diary, in the same classes."""
    enrolled = core.pupil_classes
    enrolled = enrolled[(enrolled.since <= core.today) & (enrolled.until >= core.today)]
    place = frames.find(enrolled, core.classes, ["school_id", "class_id"])
    enrolled = enrolled.assign(class_name=frames.take(core.classes.name, place))
    registry, pupils = core.registry_pupils, core.pupils
    row, pupil = frames.pairs(registry, pupils, ["school_id", "registry_id"])
    alone = np.setdiff1d(np.arange(len(registry)), row)
    row, pupil = np.append(row, alone), np.append(pupil, np.full(len(alone), -1))
    at = np.append(frames.find(pupils, enrolled, _PUPIL), [-1])[pupil]
    names = frames.take(enrolled.class_name, at)
    theirs, ours, _ = frames.alike(frames.take(registry.class_name, row), names)
    # of two pupils under one number: the one that agrees, then the one enrolled
    found = registry.take(row).assign(
        pupil_id=frames.take(pupils.pupil_id, pupil),
        enrolled_name=names,
        agrees=(theirs == ours) & (ours >= 0),
        is_enrolled=at >= 0,
    )
    found["pupil_id"] = found.pupil_id.cat.reorder_categories(sorted(found.pupil_id.cat.categories), ordered=True)
    found = found.sort_values(["agrees", "is_enrolled", "pupil_id"], ascending=[False, False, True])
    found = found.drop_duplicates(["school_id", "registry_id"])
    number = frames.take(pupils.registry_id, frames.find(enrolled, pupils, _PUPIL))
    others = enrolled.assign(registry_id=number)
    others = others[~frames.meets(others, registry, ["school_id", "registry_id"])]
    return [
        _registered(
            core, of, found, ["registry", found.registry_id], (found.class_name, found.enrolled_name, found.agrees)
        ),
        _registered(
            core,
            of,
            others,
            ["pupil", others.pupil_id],
            (pd.Categorical([None] * len(others), [""]), others.class_name, False),
        ),
    ]


def _registered(
    core: Core, of: dict[str, Any], rows: pd.DataFrame, subject: list[Any], names: tuple[Any, Any, Any]
) -> Duties:
    # the school year begun last, else the first to come
    years = core.school_years
    years = years.assign(begun=years.starts_on <= core.today, away=(years.starts_on - core.today).abs())
    years = years.sort_values(["begun", "away"], ascending=[False, True]).drop_duplicates("school_id")
    found = frames.find(rows, years, ["school_id"])
    known = found >= 0
    rows, years = rows[known], years.take(found[known])
    registered, enrolled, agrees = names

    def told() -> Any:
        names = [frames.arrow(name).fill_null("–") for name in (registered, enrolled)]
        return frames.joined(names, " / ").filter(known)

    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [part if isinstance(part, str) else part[known] for part in subject],
        "on_date": years.starts_on,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "class_id": lambda: core.class_on(rows, years.starts_on),
        "pupil_id": lambda: rows.pupil_id,
        "due_at": end_of_day(in_september(years.school_year, years.starts_on, of["september_day"])),
        "done_at": np.where(np.broadcast_to(agrees, known.shape)[known], midnight(years.starts_on), NEVER),
        "detail": told,
    }


def staff_handed_over(core: Core, _of: dict[str, Any]) -> Duties:
    """Who leaves within the year hands over by the last day."""
    person, year = frames.pairs(core.staff, core.school_years, ["school_id"])
    rows, years = core.staff.take(person), core.school_years.take(year)
    rows = rows.assign(
        school_year=years.school_year.array, starts_on=years.starts_on.array, ends_on=years.ends_on.array
    )
    rows = rows[(rows.employed_to >= rows.starts_on) & (rows.employed_to <= rows.ends_on)]
    return {
        "school_id": rows.school_id,
        "subject_id": lambda: [rows.staff_id],
        "on_date": rows.employed_to,
        "owner_id": lambda: core.holder(rows, "administrator"),
        "due_at": end_of_day(rows.employed_to),
        "done_at": core.done("handover", rows, ["school_id", "staff_id", "school_year"]),
        "detail": lambda: frames.joined([rows.first_name, rows.last_name], " "),
    }
