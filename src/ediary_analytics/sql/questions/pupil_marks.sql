/* +++
title = "Each mark of a pupil in the window, the oldest first"
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
    marks.in_subject as subject_id,
    coalesce(names.name, marks.in_subject) as subject,
    marks.given_on as day,
    marks.value,
    marks.points,
    marks.in_average
from asked.marks as marks
left join names on marks.in_subject = names.subject_id
where marks.school_id = $school and marks.who = $pupil
order by marks.given_on, subject collate lt, marks.in_subject, marks.value
