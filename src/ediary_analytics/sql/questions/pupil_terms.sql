/* +++
title = "Term grades of a pupil up to T, the newest term first"
+++ */
select
    results.term_id,
    coalesce(terms.name, results.term_id) as term,
    results.term_kind,
    results.ends_on,
    results.subject_id,
    coalesce(subjects.name, results.subject_id) as subject,
    results.value,
    results.points,
    results.is_negative
from core.results as results
left join core.terms as terms
    on results.school_id = terms.school_id
    and results.term_id = terms.term_id
left join core.subjects as subjects
    on results.school_id = subjects.school_id
    and results.subject_id = subjects.subject_id
where
    results.school_id = $school
    and results.pupil_id = $pupil
    and results.ends_on <= getvariable('as_of')::date
order by results.ends_on desc, results.term_id asc, subject collate lt asc, results.group_id asc
