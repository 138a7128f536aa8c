/* +++
title = "One row per lesson the timetable promises on a school day, with the teacher it names"
+++ */
with slots as (
    select * from staging.timetable
),

dated as (
    select
        days.school_id,
        days.group_id,
        days.day as held_on,
        slots.lesson_no,
        slots.staff_id,
        slots.valid_from
    from slots
    inner join core.group_days as days
        on slots.school_id = days.school_id
        and slots.group_id = days.group_id
        and slots.weekday = isodow(days.day)
        and slots.valid_from <= days.day
        and coalesce(slots.valid_to >= days.day, true)
    -- overlapping windows promise one lesson, of the newest row's teacher
    qualify row_number() over (
        partition by days.school_id, days.group_id, days.day, slots.lesson_no
        order by slots.valid_from desc, slots.staff_id asc
    ) = 1
)

select
    dated.school_id,
    dated.group_id,
    groups.kind as group_kind,
    groups.class_id,
    dated.held_on,
    dated.lesson_no,
    dated.staff_id
from dated
inner join core.groups as groups
    on dated.school_id = groups.school_id
    and dated.group_id = groups.group_id
