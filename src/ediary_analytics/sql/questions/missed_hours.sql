/* +++
title = "Each held lesson hour of the window that was missed or begun late: whose, when, which subject, why"
+++ */
with pupil_names as (
    select
        school_id,
        pupil_id,
        nullif(concat_ws(' ', min(last_name), min(first_name)), '') as name
    from core.pupils
    group by all
),

class_names as (
    select
        school_id,
        class_id,
        min(name) as name
    from core.classes
    group by all
),

subject_names as (
    select
        groups.school_id,
        groups.group_id,
        coalesce(min(subjects.name), min(groups.name)) as name
    from core.groups as groups
    left join core.subjects as subjects
        on groups.school_id = subjects.school_id
        and groups.subject_id = subjects.subject_id
    group by all
)

select
    hours.who as pupil_id,
    coalesce(pupil_names.name, hours.who) as pupil,
    hours.in_class as class_id,
    coalesce(class_names.name, hours.in_class) as class_name,
    hours.held_on,
    hours.lesson_no,
    coalesce(subject_names.name, hours.group_id) as subject,
    hours.absence,
    hours.reason,
    hours.is_late
from asked.hours as hours
left join pupil_names
    on hours.school_id = pupil_names.school_id
    and hours.who = pupil_names.pupil_id
left join class_names
    on hours.school_id = class_names.school_id
    and hours.in_class = class_names.class_id
left join subject_names
    on hours.school_id = subject_names.school_id
    and hours.group_id = subject_names.group_id
where
    hours.state = 'held'
    and (hours.absence is not null or hours.is_late)
    and coalesce(hours.in_class = $class, true)
    and coalesce(hours.who = $pupil, true)
order by pupil collate lt, pupil_id, hours.held_on, hours.lesson_no, subject
