/* +++
title = "Marks of a class by pupil between two days, in a subject or in all: how many, and the points of some"
+++ */
select
    marks.school_id,
    marks.pupil_id,
    nullif(concat_ws(' ', any_value(names.last_name), any_value(names.first_name)), '') as name,
    count(*) as grades,
    count(marks.points) filter (where marks.in_average) as in_points,
    coalesce(sum(marks.points) filter (where marks.in_average), 0)::bigint as points
from core.marks as marks
left join core.pupils as names
    on marks.school_id = names.school_id
    and marks.pupil_id = names.pupil_id
where
    marks.class_id = $class
    and marks.given_on between $since and $until
    and coalesce(marks.subject_id = $subject, $subject is null)
group by marks.school_id, marks.pupil_id
order by name collate lt, marks.pupil_id
