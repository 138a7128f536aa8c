/* +++
title = "The last day of which the groups of a class recorded a pupil's attendance or a grade"
+++ */
with graded as (
    select
        school_id,
        pupil_id,
        group_id,
        max(given_on) as day
    from staging.grades
    group by all
),

recorded as (
    select
        school_id,
        pupil_id,
        group_class_id as class_id,
        held_on as day
    from core.attendance
    union all
    select
        graded.school_id,
        graded.pupil_id,
        groups.class_id,
        graded.day
    from graded
    inner join core.groups as groups
        on graded.school_id = groups.school_id
        and graded.group_id = groups.group_id
)

select
    school_id,
    pupil_id,
    class_id,
    max(day) as last_day
from recorded
where class_id is not null
group by school_id, pupil_id, class_id
