"""The people are believable, fictional and hold together."""

import re
from collections.abc import Callable
from typing import Any

import pyarrow as pa

from ediary_analytics.synth import Plan

Ask = Callable[[str], list[Any]]
ROLES = {
    "director",
    "deputy_director",
    "social_pedagogue",
    "psychologist",
    "special_pedagogue",
    "speech_therapist",
    "career_specialist",
    "class_head",
    "subject_teacher",
    "informal_organiser",
    "after_school_tutor",
    "health_specialist",
    "administrator",
    "archivist",
}


def test_every_role_is_filled_and_the_single_ones_once(export: dict[str, pa.Table], plan: Plan) -> None:
    roles = [role for roles in export["staff"]["roles"].to_pylist() for role in roles]
    assert set(roles) == ROLES | ({"preschool_teacher"} if plan.policy.startswith("k") else set())
    for role in ("director", "deputy_director", "social_pedagogue", "administrator"):
        assert roles.count(role) == 1


def test_classes_are_of_the_usual_size_and_grades(ask: Ask, plan: Plan) -> None:
    sizes = ask("""
        select grade_level, kind, count(distinct pupil_id)
        from enrolments join classes using (class_id)
        group by class_id, grade_level, kind
    """)
    grades = {grade for grade, kind, _ in sizes if kind == "general"}
    assert grades == (set(range(1, 9)) if plan.policy.startswith("k") else set(range(6, 11)))
    assert all(15 <= size <= 28 for _, _, size in sizes)
    assert ask("select count(*) from pupils") == [(600,)]
    assert ask("select count(*) from (select homeroom_staff_id from classes group by 1 having count(*) > 1)") == [(0,)]


def test_nobody_can_be_reached_and_nobody_has_a_personal_code(export: dict[str, pa.Table]) -> None:
    for name in ("pupils", "guardians", "staff"):
        table = export[name]
        assert all(mail.endswith("@mokykla.example") for mail in table["email"].drop_null().to_pylist())
        if name != "staff":
            assert all(re.fullmatch(r"\+370 600 0\d{4}", p) for p in table["phone"].drop_null().to_pylist())
    cells = {str(value) for row in export["pupils"].to_pylist() for value in row.values()}
    assert not [cell for cell in cells if re.fullmatch(r"[3-6]\d{10}", cell)]


def test_surnames_agree_with_first_names_and_siblings_share_parents(ask: Ask) -> None:
    names = ask("select first_name, last_name from pupils")
    # Lithuanian first names of girls end in a vowel, of boys in s.
    assert all(str(first).endswith("s") == (not str(last).endswith("ė")) for first, last in names if last != "Lapė")
    assert ask(
        "select count(*) > 0 from (select 1 from pupils group by first_name, last_name having count(*) > 1)"
    ) == [(True,)]
    shared = ask("select count(*) from (select guardian_id from guardians group by 1 having count(*) > 1)")
    assert shared[0][0] > 50
    twins = ask("""
        select count(*) from guardians as a
        join guardians as b on a.guardian_id = b.guardian_id and a.pupil_id < b.pupil_id
        join pupils as p on p.pupil_id = a.pupil_id join pupils as q on q.pupil_id = b.pupil_id
        where p.first_name = q.first_name
            or abs(p.born_on - q.born_on) between 1 and 270 and year(p.born_on) = year(q.born_on)
    """)
    assert twins == [(0,)]


def test_pupils_move_join_and_leave_with_and_without_orders(ask: Ask) -> None:
    assert ask("select count(*) from (select pupil_id from enrolments group by 1 having count(*) > 1)")[0][0] >= 1
    assert ask("select count(*) > 1 from enrolments where enrolled_on > '2026-09-01'") == [(True,)]
    assert ask(
        "select count(departure_order) > 0, count(*) > count(departure_order) from enrolments where left_on is not null"
    ) == [(True, True)]
    overlapping = ask("""
        select count(*) from enrolments as a join enrolments as b using (pupil_id)
        where a.enrolled_on < b.enrolled_on and coalesce(a.left_on, date '2100-01-01') >= b.enrolled_on
    """)
    assert overlapping == [(0,)]


def test_members_belong_to_the_group_they_sit_in(ask: Ask) -> None:
    strangers = ask("""
        select m.* from group_members as m
        join groups as g using (group_id)
        where g.kind = 'formal' and g.class_id is not null and not exists (
            from enrolments as e where e.pupil_id = m.pupil_id and e.class_id = g.class_id
        )
    """)
    assert strangers == []
    kinds = dict(
        ask("select kind, count(distinct pupil_id) from groups join group_members using (group_id) group by 1")
    )
    assert set(kinds) >= {"formal", "informal", "consultation", "home", "support"}
    assert kinds["home"] == 1
    assert ask("select count(*) > 2 from groups where class_id is null and kind in ('formal', 'informal')") == [(True,)]


def test_some_parents_want_paper_and_some_never_look(ask: Ask) -> None:
    ((share,),) = ask("select avg(wants_print::int) from guardians")
    assert 0.005 < share < 0.08
    ((never,),) = ask("""
        select avg((not exists (from logins as l where l.account_id = a.account_id))::int)
        from accounts as a where person_kind = 'guardian'
    """)
    assert 0.03 < never < 0.2


def test_the_registry_differs_a_little(ask: Ask) -> None:
    ((both, diary, registry),) = ask("""
        select count(*) filter (p.registry_id is not null and r.registry_id is not null),
            count(*) filter (r.registry_id is null), count(*) filter (p.registry_id is null)
        from (
            select registry_id from pupils
            where pupil_id in (select pupil_id from enrolments where left_on is null)
        ) as p
        full join registry_pupils as r using (registry_id)
    """)
    assert both > 580
    assert 1 <= diary <= 8
    assert registry == 1
