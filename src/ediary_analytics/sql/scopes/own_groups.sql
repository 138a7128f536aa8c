/* +++
title = "The groups the person teaches this school year: by the list of groups, the timetable, or lessons held of late"
+++ */
with own as (
    select
        school_id,
        group_id
    from core.groups
    where staff_id = $staff_id
    union
    select
        timetable.school_id,
        timetable.group_id
    from core.timetable as timetable
    inner join scope.moment as moment on timetable.school_id = moment.school_id
    where
        timetable.staff_id = $staff_id
        and coalesce(timetable.valid_from <= moment.today, true)
        and coalesce(timetable.valid_to >= moment.today, true)
    union
    -- an export may have no timetable; whoever stands in for a colleague does not teach the group
    select
        lessons.school_id,
        lessons.group_id
    from core.lessons as lessons
    inner join scope.moment as moment
        on lessons.school_id = moment.school_id
        and lessons.held_on between moment.today - 30 and moment.today
    anti join core.substitutions as substitutions
        on lessons.school_id = substitutions.school_id
        and lessons.group_id = substitutions.group_id
        and lessons.held_on = substitutions.held_on
    where lessons.staff_id = $staff_id
)

select
    groups.school_id,
    null as class_id,
    groups.group_id,
    null as pupil_id,
    null::date as since,
    groups.name
from core.groups as groups
inner join own
    on groups.school_id = own.school_id
    and groups.group_id = own.group_id
inner join scope.moment as moment
    on groups.school_id = moment.school_id
    and coalesce(groups.school_year = moment.school_year, true)
where coalesce(groups.kind not in ('after_school', 'preschool'), true)
