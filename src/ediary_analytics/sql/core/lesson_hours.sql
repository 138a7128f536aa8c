/* +++
title = "Lesson hours: pupil x hour of a formal group on a day of membership and enrolment, with absence and lateness"
+++ */
with hours as (
    select * from core.group_hours
),

members as (
    select * from core.memberships
),

marks as (
    select
        hours.school_id,
        hours.hour_no,
        attendance.pupil_id,
        case when attendance.mark = 'absent' then attendance.reason end as reason,
        case
            when attendance.mark = 'late' then null
            when attendance.status = 'unjustified' then 'unjustified'
            when attendance.status = 'justified' and attendance.reason in ('illness', 'representing')
                then attendance.reason
            when attendance.status = 'justified' then 'other'
            else 'open'
        end as absence,
        case when attendance.mark = 'absent' then attendance.decided_at end as decided_at,
        bool_or(attendance.mark = 'late') over (
            partition by hours.school_id, hours.hour_no, attendance.pupil_id
        ) as is_late
    from core.attendance as attendance
    inner join core.lessons as lessons
        on attendance.school_id = lessons.school_id
        and attendance.lesson_id = lessons.lesson_id
    inner join hours
        on lessons.school_id = hours.school_id
        and lessons.group_id = hours.group_id
        and lessons.held_on = hours.held_on
        and lessons.lesson_no is not distinct from hours.lesson_no
    where hours.state = 'held' and attendance.mark in ('absent', 'late')
    -- one row per hour and pupil: an absence before a lateness, a decided one before an open one, then the one of
    -- the lesson filled first
    qualify row_number() over (
        partition by hours.school_id, hours.hour_no, attendance.pupil_id
        order by
            attendance.mark = 'absent' desc,
            coalesce(attendance.status in ('justified', 'unjustified'), false) desc,
            lessons.filled_at asc nulls last,
            lessons.lesson_id asc
    ) = 1
)

select
    hours.school_id,
    members.pupil_id,
    members.class_id,
    hours.group_id,
    hours.subject_id,
    hours.staff_id,
    hours.held_on,
    hours.lesson_no,
    hours.state,
    marks.absence,
    marks.reason,
    marks.decided_at,
    coalesce(marks.is_late, false) as is_late
from hours
inner join members
    on hours.school_id = members.school_id
    and hours.group_id = members.group_id
    and hours.held_on between members.since and members.until
left join marks
    on hours.school_id = marks.school_id
    and hours.hour_no = marks.hour_no
    and members.pupil_id = marks.pupil_id
