/* +++
title = "Days of each child of a preschool group from one day to another: recorded or not, absent and why"
+++ */
with days as (
    select * from core.preschool_days
    where day between $since::date and $until::date
),

recorded as (
    select distinct
        school_id,
        group_id,
        held_on
    from core.lessons
    where group_kind = 'preschool'
),

-- one row per day and child: a decided absence before an open one
absences as (
    select
        attendance.school_id,
        attendance.group_id,
        attendance.pupil_id,
        attendance.held_on,
        case
            when attendance.status = 'unjustified' then 'unjustified'
            when attendance.status = 'justified' and attendance.reason = 'illness' then 'illness'
            when attendance.status = 'justified' then 'other'
            else 'open'
        end as absence,
        attendance.reason
    from core.attendance as attendance
    where attendance.group_kind = 'preschool' and attendance.mark = 'absent'
    qualify row_number() over (
        partition by attendance.school_id, attendance.group_id, attendance.pupil_id, attendance.held_on
        order by coalesce(attendance.status in ('justified', 'unjustified'), false) desc, attendance.lesson_id asc
    ) = 1
)

select
    coalesce(members.class_id, days.class_id) as class_id,
    members.pupil_id,
    coalesce(pupil_names.name, members.pupil_id) as pupil,
    days.day,
    recorded.held_on is not null as is_recorded,
    case when recorded.held_on is not null then absences.absence end as absence,
    case when recorded.held_on is not null then absences.reason end as reason
from days
inner join core.memberships as members
    on days.school_id = members.school_id
    and days.group_id = members.group_id
    and days.day between members.since and members.until
left join recorded
    on days.school_id = recorded.school_id
    and days.group_id = recorded.group_id
    and days.day = recorded.held_on
left join absences
    on days.school_id = absences.school_id
    and days.group_id = absences.group_id
    and days.day = absences.held_on
    and members.pupil_id = absences.pupil_id
left join pupil_names() as pupil_names
    on members.school_id = pupil_names.school_id
    and members.pupil_id = pupil_names.pupil_id
where coalesce(members.class_id = $class, true)
order by pupil collate lt, members.pupil_id, days.day
