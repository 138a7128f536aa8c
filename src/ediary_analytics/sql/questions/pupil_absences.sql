/* +++
title = "Each held hour that a pupil missed, spent elsewhere for the school or came to late, the newest first"
+++ */
with names as (
    select
        subject_id,
        min(name) as name
    from core.subjects
    where school_id = $school
    group by all
)

select
    hours.held_on as day,
    hours.lesson_no,
    coalesce(names.name, hours.subject_id) as subject,
    coalesce(hours.absence, 'late') as what,
    hours.reason
from asked.hours as hours
left join names on hours.subject_id = names.subject_id
where
    hours.school_id = $school
    and hours.who = $pupil
    and hours.state = 'held'
    and (hours.absence is not null or hours.is_late)
order by hours.held_on desc, hours.lesson_no asc, subject asc
