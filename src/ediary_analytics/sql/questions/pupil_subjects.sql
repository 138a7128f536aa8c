/* +++
title = "Marks of a pupil by subject: how many, their points, and the sums that a trend is made of"
+++ */
with marks as (
    select
        *,
        given_on - date '2000-01-01' as x
    from asked.marks
    where school_id = $school and who = $pupil
),

subjects as (
    select
        in_subject,
        count(*) as marks,
        count(points) as in_points,
        sum(points)::bigint as points,
        -- as grade_trend: what is in no average has no trend
        count(points) filter (where in_average and in_subject is not null) as n,
        sum(x) filter (where points is not null and in_average) as sx,
        sum(points) filter (where in_average) as sy,
        sum(x * points) filter (where in_average) as sxy,
        sum(x * x) filter (where points is not null and in_average) as sxx,
        max(given_on) as newest_on
    from marks
    group by in_subject
)

select
    subjects.in_subject as subject_id,
    coalesce(names.name, subjects.in_subject) as subject,
    subjects.marks,
    subjects.in_points,
    subjects.points,
    subjects.points / nullif(subjects.in_points, 0) as mean,
    $days * (subjects.n * subjects.sxy - subjects.sx * subjects.sy)
    / nullif(subjects.n * subjects.sxx - subjects.sx * subjects.sx, 0) as trend,
    subjects.newest_on
from subjects
left join core.subjects as names
    on names.school_id = $school
    and subjects.in_subject = names.subject_id
order by subject collate lt, subjects.in_subject
