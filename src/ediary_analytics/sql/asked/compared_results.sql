/* +++
title = "The result in points of a pupil in a subject and term, of two the lower, with the one of the term before"
shared = true
+++ */
with results as (
    select
        school_id,
        pupil_id,
        class_id,
        grade_level,
        subject_id,
        term_id,
        term_kind,
        ends_on,
        min(points) as points
    from core.results
    where points is not null and in_average and subject_id is not null
    group by all
),

-- the same kind's term before, in the same year, of those that are for the class
terms as (
    select
        school_id,
        class_id,
        term_id,
        lag(term_id) over (partition by school_id, class_id, school_year, kind order by ends_on, term_id) as term_before
    from core.class_terms
)

select
    results.school_id,
    results.class_id,
    results.grade_level,
    results.pupil_id,
    results.subject_id,
    results.term_id,
    results.term_kind,
    own.starts_on,
    results.ends_on,
    results.points,
    earlier.points as points_before
from results
inner join asked.span as span
    on results.school_id = span.school_id
    and results.ends_on between span.since and span.until
left join core.terms as own
    on results.school_id = own.school_id
    and results.term_id = own.term_id
left join terms
    on results.school_id = terms.school_id
    and results.class_id = terms.class_id
    and results.term_id = terms.term_id
left join results as earlier
    on results.school_id = earlier.school_id
    and results.pupil_id = earlier.pupil_id
    and results.subject_id = earlier.subject_id
    and terms.term_before = earlier.term_id
