"""roles.toml: every role of the school is there, and a file that breaks its rules is refused with the place."""

import re
from typing import Any

import pytest

from ediary_analytics import access
from ediary_analytics.access.roles import parse, parse_tables
from ediary_analytics.errors import CatalogueError

EVERY_ROLE = {
    "director",
    "deputy_director",
    "social_pedagogue",
    "psychologist",
    "special_pedagogue",
    "speech_therapist",
    "career_specialist",
    "class_head",
    "subject_teacher",
    "methodical_group",
    "informal_organiser",
    "preschool_teacher",
    "after_school_tutor",
    "health_specialist",
    "administrator",
    "archivist",
    "guardian",
    "pupil",
    "municipality",
}
TITLE = {"lt": "Kas nors", "en": "Somebody"}
GOOD: dict[str, Any] = {
    "title": TITLE,
    "scope": "own_class",
    "sees": ["pupils"],
    "pages": ["risk"],
    "names": True,
    "export": False,
    "write": ["interventions"],
}


def roles(**changed: Any) -> dict[str, Any]:
    role = {field: value for field, value in (GOOD | changed).items() if value is not None}
    return {"pages": {"risk": TITLE}, "roles": {"somebody": role}}


def test_every_role_is_there() -> None:
    assert access.roles().keys() == EVERY_ROLE


def test_only_the_administrator_sees_what_was_rejected_and_never_remarks() -> None:
    assert [name for name, role in access.roles().items() if "imports" in role.sees] == ["administrator"]
    assert "remarks" not in access.roles()["administrator"].sees
    assert "remarks" not in access.roles()["speech_therapist"].sees
    assert "grades" not in access.roles()["health_specialist"].sees


def test_a_good_role_is_read() -> None:
    found = parse(roles(names=8), frozenset({"pupils"})).roles["somebody"]
    assert (found.may_name_pupils, found.named_from, found.may_export) == (False, 8, False)
    assert found.title == "Kas nors"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"scope": "own_street"}, "own_street"),
        ({"sees": ["pupils", "salaries"]}, "salaries"),
        ({"pages": ["garden"]}, "garden"),
        ({"pages": []}, "there is none"),
        ({"write": ["poems"]}, "poems"),
        ({"write": ["sign_offs"]}, "whole grades"),
        ({"lens": "rosy"}, "rosy"),
        ({"duties": "none"}, "none"),
        ({"names": "some"}, "names = 'some'"),
        ({"title": {"lt": "Kas nors"}}, "title"),
        ({"sees": None}, "sees"),
        ({"colour": "red"}, "colour"),
        ({"scope": "support"}, "specialist"),
        ({"scope": "own_record"}, "lowest_grade"),
    ],
)
def test_a_role_that_breaks_the_rules_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(CatalogueError, match=f"roles.toml.*{told}"):
        parse(roles(**changed), frozenset({"pupils"}))


@pytest.mark.parametrize("fields", [{"topic": "pupils"}, {"topic": "pupils", "rows": "mine"}, {"rows": "own"}])
def test_a_table_without_topic_and_rule_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(CatalogueError, match="core.poems"):
        parse_tables({"core.poems": fields})


@pytest.mark.parametrize(
    ("flag", "role"),
    [
        ("logopedas; spec. pedagogas", "special_pedagogue"),
        ("Specialusis pedagogas", "special_pedagogue"),
        ("specialioji pedagogė, psichologas", "special_pedagogue"),
        ("logopedas; spec. pedagogas", "speech_therapist"),
        ("specialioji pedagogė, psichologas", "psychologist"),
    ],
)
def test_a_flag_of_support_names_its_specialist_however_shortly(flag: str, role: str) -> None:
    named = access.roles()[role].specialist
    assert named is not None
    assert re.search(named, flag.lower())
    assert not re.search(named, "socialinis pedagogas")
