/* +++
title = "Each held lesson hour of the window that was missed or begun late: whose, when, which subject, why"
+++ */
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
left join pupil_names() as pupil_names
    on hours.school_id = pupil_names.school_id
    and hours.who = pupil_names.pupil_id
left join class_names() as class_names
    on hours.school_id = class_names.school_id
    and hours.in_class = class_names.class_id
left join subject_names() as subject_names
    on hours.school_id = subject_names.school_id
    and hours.group_id = subject_names.group_id
where
    hours.state = 'held'
    and (hours.absence is not null or hours.is_late)
    and coalesce(hours.in_class = $class, true)
    and coalesce(hours.who = $pupil, true)
order by pupil collate lt, pupil_id, hours.held_on, hours.lesson_no, subject
