"""``academicSessions``, ``courses``, ``classes``, ``enrollments`` → terms, subjects, classes, groups, members."""

from collections import Counter
from collections.abc import Iterator

from ediary_analytics.ingest.vendors.oneroster.files import Record, Roster, Rows
from ediary_analytics.ingest.vendors.seam import VendorTable

_HALVES, _THIRDS = 2, 3
#: Codes of grades before the first.
_PRESCHOOL = {"IT", "PR", "PK", "TK", "KG"}
_HIGHEST_GRADE = 12


def tables(roster: Roster) -> Iterator[VendorTable]:
    """Everything that is taught, and to whom."""
    kinds = _kinds(roster)
    terms = Rows("terms", "school_id", "term_id", "school_year", "kind", "name", "starts_on", "ends_on")
    schools = roster.school_ids()
    for session in roster.of("academicSessions"):
        if kind := kinds[session["sourcedId"]]:
            for school in schools:
                own = (session["title"], session.day("startDate"), session.day("endDate", -1))
                terms.add(session, school, session["sourcedId"], _year(roster, session), kind, *own)
    yield from terms.tables()
    yield from _subjects(roster)
    yield from _classes(roster)
    yield from _members(roster)


def odd_periods(roster: Roster) -> list[Record]:
    """Sessions that are neither a year, a half-year nor a trimester."""
    kinds = _kinds(roster)
    return [session for session in roster.of("academicSessions") if not kinds[session["sourcedId"]]]


def _kinds(roster: Roster) -> dict[str, str]:
    """What each session is to us: a ``term`` is a half-year or a trimester by how many its year has."""
    sessions = roster.of("academicSessions")
    count = Counter((session["parentSourcedId"], session["type"].lower()) for session in sessions)
    found = {}
    for session in sessions:
        kind = session["type"].lower()
        alike = count[session["parentSourcedId"], kind]
        if kind == "schoolyear":
            found[session["sourcedId"]] = "year"
        elif kind == "semester" or (kind == "term" and alike == _HALVES):
            found[session["sourcedId"]] = "half_year"
        elif kind == "term" and alike == _THIRDS:
            found[session["sourcedId"]] = "trimester"
        else:
            found[session["sourcedId"]] = ""
    return found


def _year(roster: Roster, session: Record) -> str:
    """The school year as ``2026-2027``: by the dates of the year above it, else by the year in which it ends."""
    sessions, place, seen = roster.by_id("academicSessions"), session, set[str]()
    while (above := place["parentSourcedId"]) in sessions and above not in seen:
        seen.add(above)
        place = sessions[above]
    first, last = place.day("startDate")[:4], place.day("endDate", -1)[:4]
    if place["type"].lower() == "schoolyear" and first < last:
        return f"{first}-{last}"
    ends = session["schoolYear"]
    return f"{int(ends) - 1}-{ends}" if ends.isdecimal() else ends


def _sessions(roster: Roster, taught: Record) -> list[Record]:
    sessions = roster.by_id("academicSessions")
    return [sessions[term] for term in taught.several("termSourcedIds") if term in sessions]


def _subjects(roster: Roster) -> list[VendorTable]:
    rows = Rows("subjects", "school_id", "subject_id", "name")
    courses = roster.by_id("courses")
    taught = {(one["schoolSourcedId"], one["courseSourcedId"]): None for one in roster.of("classes") if _is_group(one)}
    for school, course in taught:
        if course in courses:
            rows.add(courses[course], school, course, courses[course]["title"])
    return rows.tables()


def _is_group(taught: Record) -> bool:
    return taught["classType"].lower() != "homeroom"


def _classes(roster: Roster) -> Iterator[VendorTable]:
    classes = Rows(
        "classes", "school_id", "class_id", "school_year", "name", "grade_level", "kind", "homeroom_staff_id"
    )
    groups = Rows("groups", "school_id", "group_id", "school_year", "name", "kind", "subject_id", "staff_id")
    teachers = _teachers(roster)
    for taught in roster.of("classes"):
        one, school = taught["sourcedId"], taught["schoolSourcedId"]
        year = next((_year(roster, session) for session in _sessions(roster, taught)), "")
        teacher = teachers.get(one, "")
        if _is_group(taught):
            groups.add(taught, school, one, year, taught["title"], "formal", taught["courseSourcedId"], teacher)
        else:
            grade = _grade(taught)
            kind = "preschool" if grade == "0" else "general"
            classes.add(taught, school, one, year, taught["title"], grade, kind, teacher)
    yield from classes.tables()
    yield from groups.tables()


def _teachers(roster: Roster) -> dict[str, str]:
    """The teacher of each class: the primary one, else the first."""
    found: dict[str, str] = {}
    entries = [entry for entry in roster.of("enrollments") if entry["role"].lower() == "teacher"]
    for entry in sorted(entries, key=lambda entry: entry["primary"].lower() != "true"):
        found.setdefault(entry["classSourcedId"], entry["userSourcedId"])
    return found


def _grade(taught: Record) -> str:
    """The one grade of a class; nothing where there are several or it is of no code that we know."""
    codes = [code.upper() for code in taught.several("grades")]
    if len(codes) != 1:
        return ""
    if codes[0] in _PRESCHOOL:
        return "0"
    return str(int(codes[0])) if codes[0].isdecimal() and 1 <= int(codes[0]) <= _HIGHEST_GRADE else ""


def _members(roster: Roster) -> Iterator[VendorTable]:
    enrolments = Rows("enrolments", "school_id", "pupil_id", "class_id", "enrolled_on", "left_on")
    members = Rows("group_members", "school_id", "pupil_id", "group_id", "joined_on", "left_on")
    classes = roster.by_id("classes")
    for entry in roster.of("enrollments"):
        taught = classes.get(entry["classSourcedId"])
        if entry["role"].lower() != "student" or taught is None:
            continue
        since, left = entry.day("beginDate"), entry.day("endDate", -1)
        place = (taught["schoolSourcedId"], entry["userSourcedId"], taught["sourcedId"])
        if _is_group(taught):
            members.add(entry, *place, since, left)
        else:
            begins = min((session.day("startDate") for session in _sessions(roster, taught)), default="")
            enrolments.add(entry, *place, since or begins, left)
    yield from enrolments.tables()
    yield from members.tables()
