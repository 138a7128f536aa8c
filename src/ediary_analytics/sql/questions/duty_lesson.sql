/* +++
title = "The lesson that a judged duty is about: by the timetable, who substitutes, and all that is recorded of it"
+++ */
with duty as (
    select
        *,
        split_part(subject_id, '|', 1) as first_id
    from judged.verdicts
    where policy = $policy and left(md5(concat_ws('|', obligation, subject_id)), 16) = $record
),

expected as (
    select
        lessons.school_id,
        lessons.group_id,
        lessons.held_on,
        lessons.lesson_no
    from duty
    inner join core.expected_lessons as lessons
        on duty.school_id = lessons.school_id
        and duty.group_id = lessons.group_id
        and duty.on_date = lessons.held_on
        and duty.subject_id in (
            concat_ws('|', lessons.group_id, lessons.held_on, lessons.lesson_no),
            concat_ws('|', lessons.held_on, lessons.group_id, lessons.lesson_no)
        )
),

-- of a duty about a lesson, about an attendance mark in it, or about a preschool day
recorded as (
    select
        lessons.school_id,
        lessons.group_id,
        lessons.held_on,
        lessons.lesson_no
    from duty
    inner join core.lessons as lessons
        on duty.school_id = lessons.school_id
        and duty.group_id = lessons.group_id
        and (
            duty.first_id = lessons.lesson_id
            or duty.subject_id = concat_ws('|', lessons.group_id, lessons.held_on)
        )
),

graded as (
    select
        lessons.school_id,
        lessons.group_id,
        lessons.held_on,
        lessons.lesson_no
    from duty
    inner join core.grades as grades
        on duty.school_id = grades.school_id
        and duty.group_id = grades.group_id
        and duty.subject_id = grades.grade_id
    inner join core.lessons as lessons
        on grades.school_id = lessons.school_id
        and grades.lesson_id = lessons.lesson_id
),

slots as (
    select * from expected
    union
    select * from recorded
    union
    select * from graded
),

group_names as (
    select
        school_id,
        group_id,
        min(name) as name
    from core.groups
    group by all
),

marks as (
    select
        attendance.school_id,
        attendance.lesson_id,
        count(distinct attendance.pupil_id) filter (attendance.mark = 'absent') as absent,
        count(distinct attendance.pupil_id) filter (attendance.mark = 'late') as late
    from core.attendance as attendance
    inner join slots
        on attendance.school_id = slots.school_id
        and attendance.group_id = slots.group_id
        and attendance.held_on = slots.held_on
    group by all
),

grades as (
    select
        grades.school_id,
        grades.lesson_id,
        count(*) as grades
    from core.grades as grades
    inner join slots
        on grades.school_id = slots.school_id
        and grades.group_id = slots.group_id
        and grades.given_on = slots.held_on
    group by all
)

select
    slots.held_on,
    slots.lesson_no,
    coalesce(group_names.name, slots.group_id) as group_name,
    coalesce(planned.name, expected.staff_id) as planned_staff,
    coalesce(substitutes.name, substitutions.staff_id) as substitute,
    lessons.lesson_id,
    coalesce(recorders.name, lessons.staff_id) as recorded_by,
    lessons.topic,
    lessons.objectives,
    lessons.classwork,
    lessons.homework,
    lessons.not_held_reason,
    lessons.is_held,
    lessons.filled_at,
    coalesce(integrated.name, lessons.integrated_group_id) as integrated_with,
    coalesce(marks.absent, 0) as absent,
    coalesce(marks.late, 0) as late,
    coalesce(grades.grades, 0) as grades
from slots
left join group_names
    on slots.school_id = group_names.school_id
    and slots.group_id = group_names.group_id
left join core.expected_lessons as expected
    on slots.school_id = expected.school_id
    and slots.group_id = expected.group_id
    and slots.held_on = expected.held_on
    and slots.lesson_no = expected.lesson_no
left join staff_names() as planned
    on expected.school_id = planned.school_id
    and expected.staff_id = planned.staff_id
left join core.substitutions as substitutions
    on slots.school_id = substitutions.school_id
    and slots.group_id = substitutions.group_id
    and slots.held_on = substitutions.held_on
    and slots.lesson_no = substitutions.lesson_no
left join staff_names() as substitutes
    on substitutions.school_id = substitutes.school_id
    and substitutions.staff_id = substitutes.staff_id
left join core.lessons as lessons
    on slots.school_id = lessons.school_id
    and slots.group_id = lessons.group_id
    and slots.held_on = lessons.held_on
    and slots.lesson_no = lessons.lesson_no
left join staff_names() as recorders
    on lessons.school_id = recorders.school_id
    and lessons.staff_id = recorders.staff_id
left join group_names as integrated
    on lessons.school_id = integrated.school_id
    and lessons.integrated_group_id = integrated.group_id
left join marks
    on lessons.school_id = marks.school_id
    and lessons.lesson_id = marks.lesson_id
left join grades
    on lessons.school_id = grades.school_id
    and lessons.lesson_id = grades.lesson_id
order by slots.held_on, slots.lesson_no, lessons.filled_at nulls last, lessons.lesson_id
