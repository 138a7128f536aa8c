/* +++
title = "Each risk trigger that fired, of one pupil or of all, with its value, its bound, its points and how many rows"
+++ */
select
    school_id,
    who as pupil_id,
    letter,
    fired_by,
    numerator::bigint as numerator,
    denominator::bigint as denominator,
    numerator / denominator as value,
    compared,
    bound_numerator / bound_denominator as bound,
    points,
    len(evidence) as evidence_rows
from asked.risk
where coalesce(school_id = $school, true) and coalesce(who = $pupil, true)
order by school_id, pupil_id, letter, fired_by
