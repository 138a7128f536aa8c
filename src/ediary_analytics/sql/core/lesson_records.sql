/* +++
title = "Each expected lesson with who owes its record (a substitute, else the timetable's teacher) and its first entry"
+++ */
with expected as (
    select * from core.expected_lessons
),

substitutes as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        min(staff_id) as staff_id
    from core.substitutions
    group by all
),

recorded as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        min(filled_at) as filled_at
    from core.lessons
    group by all
)

select
    expected.school_id,
    expected.group_id,
    expected.group_kind,
    expected.class_id,
    expected.held_on,
    expected.lesson_no,
    coalesce(substitutes.staff_id, expected.staff_id) as owner_id,
    recorded.filled_at
from expected
left join substitutes
    on expected.school_id = substitutes.school_id
    and expected.group_id = substitutes.group_id
    and expected.held_on = substitutes.held_on
    and expected.lesson_no = substitutes.lesson_no
left join recorded
    on expected.school_id = recorded.school_id
    and expected.group_id = recorded.group_id
    and expected.held_on = recorded.held_on
    and expected.lesson_no = recorded.lesson_no
