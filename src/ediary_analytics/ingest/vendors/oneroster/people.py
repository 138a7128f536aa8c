"""``orgs``, ``users``, ``roles``, ``demographics`` → schools, staff, pupils, guardians."""

from collections.abc import Iterator

from ediary_analytics.ingest.vendors.oneroster.files import GUARDIANS, Record, Roster, Rows
from ediary_analytics.ingest.vendors.seam import VendorTable

#: The roles that mean one of ours; another says only that somebody works here.
_ROLES = {"teacher": "subject_teacher", "principal": "director"}
_MUNICIPAL = {"district", "local"}


def tables(roster: Roster) -> Iterator[VendorTable]:
    """The schools and everybody in them."""
    yield from _schools(roster)
    heads = _class_heads(roster)
    staff = Rows("staff", "school_id", "staff_id", "first_name", "last_name", "email", "roles")
    pupils = Rows("pupils", "school_id", "pupil_id", "first_name", "last_name", "born_on", "email", "phone")
    guardians = Rows("guardians", "school_id", "guardian_id", "pupil_id", "first_name", "last_name", "email", "phone")
    users, born = roster.by_id("users"), roster.by_id("demographics")
    told = _told(roster)
    where = {user: _places(roster, record, told.get(user, [])) for user, record in users.items()}
    children = _children(roster, where)
    for user, record in users.items():
        name = (record["givenName"], record["familyName"])
        phone = record["phone"] or record["sms"]
        for school, roles in where[user].items():
            if "student" in roles:
                day = born[user].day("birthDate") if user in born else ""
                pupils.add(record, school, user, *name, day, record["email"], phone)
            if others := roles - GUARDIANS - {"student", ""}:
                own = [_ROLES[role] for role in sorted(others & _ROLES.keys())] + ["class_head"] * (user in heads)
                staff.add(record, school, user, *name, record["email"], ";".join(own))
        for school, child in children.get(user, ()):
            guardians.add(record, school, user, child, *name, record["email"], phone)
    for rows in (staff, pupils, guardians):
        yield from rows.tables()


def _schools(roster: Roster) -> list[VendorTable]:
    rows = Rows("schools", "school_id", "name", "municipality")
    orgs = roster.by_id("orgs")
    for school in roster.schools():
        above = orgs.get(school["parentSourcedId"])
        municipality = above["name"] if above and above["type"].lower() in _MUNICIPAL else ""
        rows.add(school, school["sourcedId"], school["name"], municipality)
    return rows.tables()


def _told(roster: Roster) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for role in roster.of("roles"):
        found.setdefault(role["userSourcedId"], []).append(role)
    return found


def _places(roster: Roster, user: Record, roles: list[Record]) -> dict[str, set[str]]:
    """A user's roles by school: of the file itself (1.1), or of ``roles`` (1.2)."""
    found: dict[str, set[str]] = {}
    for school in roster.schools_of(user.several("orgSourcedIds")) if user["role"] else ():
        found.setdefault(school, set()).add(user["role"].lower())
    for role in roles:
        for school in roster.schools_of(role.several("orgSourcedId")):
            found.setdefault(school, set()).add(role["role"].lower())
    return found


def _children(roster: Roster, where: dict[str, dict[str, set[str]]]) -> dict[str, list[tuple[str, str]]]:
    """Of each guardian the schools and ids of the pupils: agents are named on either side."""
    pairs: dict[tuple[str, str], None] = {}
    for user in roster.of("users"):
        for agent in user.several("agentSourcedIds"):
            one, other = user["sourcedId"], agent
            if _has(where, one, {"student"}):
                one, other = other, one
            if _has(where, one, GUARDIANS) and _has(where, other, {"student"}):
                pairs[one, other] = None
    found: dict[str, list[tuple[str, str]]] = {}
    for guardian, pupil in pairs:
        found.setdefault(guardian, []).extend(
            (school, pupil) for school, roles in where[pupil].items() if "student" in roles
        )
    return found


def _has(where: dict[str, dict[str, set[str]]], user: str, roles: set[str]) -> bool:
    return any(own & roles for own in where.get(user, {}).values())


def _class_heads(roster: Roster) -> set[str]:
    homerooms = {one["sourcedId"] for one in roster.of("classes") if one["classType"].lower() == "homeroom"}
    return {
        entry["userSourcedId"]
        for entry in roster.of("enrollments")
        if entry["role"].lower() == "teacher" and entry["classSourcedId"] in homerooms
    }
