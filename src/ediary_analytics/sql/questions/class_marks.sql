/* +++
title = "Marks of a span of days by pupil and subject: the marks in the order of days, and the sum of those in points"
+++ */
select
    marks.pupil_id,
    marks.subject_id,
    coalesce(min(subjects.name), marks.subject_id) as subject,
    list(marks.value order by marks.given_on, marks.grade_id) as marks,
    coalesce(sum(marks.points), 0)::bigint as points,
    count(marks.points) as in_points,
    bool_and(marks.in_average) as in_average
from core.marks as marks
left join core.subjects as subjects
    on marks.school_id = subjects.school_id
    and marks.subject_id = subjects.subject_id
where
    marks.given_on between $since::date and $until::date
    and marks.given_on <= getvariable('as_of')::date
    and ($class::varchar is null or marks.class_id = $class)
group by marks.pupil_id, marks.subject_id
order by marks.pupil_id, subject collate lt, marks.subject_id
