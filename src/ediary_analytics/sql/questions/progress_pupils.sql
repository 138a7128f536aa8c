/* +++
title = "Term grades of a class by pupil, in a subject or in all: how many, their points, what is negative or fell"
+++ */
with given as (
    select
        results.school_id,
        results.pupil_id,
        results.term_id,
        results.subject_id,
        results.value,
        results.points,
        results.is_negative,
        results.in_average,
        coalesce(subjects.name, results.subject_id) as subject
    from core.results as results
    left join core.subjects as subjects
        on results.school_id = subjects.school_id
        and results.subject_id = subjects.subject_id
    where results.term_id in ($term, $before) and coalesce(results.subject_id = $subject, $subject is null)
),

-- of two results in a subject the lower counts
results as (
    select
        school_id,
        pupil_id,
        term_id,
        subject_id,
        any_value(subject) as subject,
        min(points) as points
    from given
    where points is not null and in_average and subject_id is not null
    group by school_id, pupil_id, term_id, subject_id
),

fallen as (
    select
        now.school_id,
        now.pupil_id,
        list(now.subject || ' ' || earlier.points || '→' || now.points order by now.subject) as fell
    from results as now
    inner join results as earlier
        on now.school_id = earlier.school_id
        and now.pupil_id = earlier.pupil_id
        and now.subject_id = earlier.subject_id
    where now.term_id = $term and earlier.term_id = $before and earlier.points - now.points >= $fall
    group by now.school_id, now.pupil_id
),

pupils as (
    select
        school_id,
        pupil_id,
        count(*) as grades,
        count(points) filter (where in_average) as in_points,
        coalesce(sum(points) filter (where in_average), 0)::bigint as points,
        list(subject || ' ' || value order by subject) filter (where is_negative) as negative
    from given
    where term_id = $term
    group by school_id, pupil_id
),

members as (
    select distinct
        school_id,
        pupil_id
    from core.results
    where class_id = $class and term_id = $term
)

select
    pupils.school_id,
    pupils.pupil_id,
    nullif(concat_ws(' ', names.last_name, names.first_name), '') as name,
    pupils.grades,
    pupils.in_points,
    pupils.points,
    coalesce(pupils.negative, []) as negative,
    coalesce(fallen.fell, []) as fell
from pupils
inner join members
    on pupils.school_id = members.school_id
    and pupils.pupil_id = members.pupil_id
left join fallen
    on pupils.school_id = fallen.school_id
    and pupils.pupil_id = fallen.pupil_id
left join core.pupils as names
    on pupils.school_id = names.school_id
    and pupils.pupil_id = names.pupil_id
order by name collate lt, pupils.pupil_id
