/* +++
title = "Of the pupils who are enrolled no more, the results of terms, and the marks by subject of the whole record"
+++ */
with imports as (
    select
        school_id,
        max(as_of)::date as today
    from raw.imports
    group by school_id
),

departed as (
    select
        enrolments.school_id,
        enrolments.pupil_id
    from core.enrolments as enrolments
    inner join imports on enrolments.school_id = imports.school_id
    group by enrolments.school_id, enrolments.pupil_id, imports.today
    having max(coalesce(enrolments.left_on, date '9999-12-31')) < imports.today
),

found as (
    select
        results.school_id,
        results.pupil_id,
        results.subject_id,
        results.term_id,
        results.ends_on,
        results.value,
        null::bigint as marks,
        null::bigint as in_points,
        null::bigint as points
    from core.results as results
    union all
    select
        marks.school_id,
        marks.pupil_id,
        marks.subject_id,
        null as term_id,
        max(marks.given_on) as ends_on,
        null as value,
        count(*) as marks,
        count(marks.points) as in_points,
        sum(marks.points)::bigint as points
    from core.marks as marks
    group by marks.school_id, marks.pupil_id, marks.subject_id
),

subject_names as (
    select
        school_id,
        subject_id,
        min(name) as name
    from core.subjects
    group by all
)

select
    found.pupil_id,
    coalesce(subject_names.name, found.subject_id) as subject,
    coalesce(terms.name, found.term_id) as term,
    found.ends_on,
    found.value,
    found.marks,
    found.in_points,
    found.points
from found
inner join departed
    on found.school_id = departed.school_id
    and found.pupil_id = departed.pupil_id
left join subject_names
    on found.school_id = subject_names.school_id
    and found.subject_id = subject_names.subject_id
left join core.terms as terms
    on found.school_id = terms.school_id
    and found.term_id = terms.term_id
order by found.pupil_id, found.ends_on, subject collate lt
