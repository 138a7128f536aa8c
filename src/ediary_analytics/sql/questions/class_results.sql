/* +++
title = "Term grades of the terms of a school year, by pupil of a class, subject and term; of one term, or of all"
+++ */
select
    results.pupil_id,
    results.term_id,
    results.term_kind,
    results.subject_id,
    results.group_id,
    coalesce(subjects.name, results.subject_id, groups.name, results.group_id) as subject,
    results.value,
    case when results.in_average then results.points end as points,
    results.is_negative
from core.results as results
left join core.subjects as subjects
    on results.school_id = subjects.school_id
    and results.subject_id = subjects.subject_id
left join core.groups as groups
    on results.school_id = groups.school_id
    and results.group_id = groups.group_id
where
    results.class_id = $class
    and results.ends_on between $since::date and $until::date
    and ($term::varchar is null or results.term_id = $term)
order by subject collate lt, results.subject_id, results.pupil_id, results.ends_on, results.group_id
