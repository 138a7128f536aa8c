/* +++
title = "What was judged: one row per school and obligation, with what evidence it lacks"
+++ */
select
    imposed.school_id,
    imposed.obligation,
    imposed.missing_evidence,
    count(*) filter (verdicts.status = 'met') as met,
    count(*) filter (verdicts.status = 'late') as late,
    count(*) filter (verdicts.status = 'missing') as missing,
    count(*) filter (verdicts.status = 'pending') as pending,
    count(*) filter (verdicts.status = 'excused') as excused,
    imposed.observed_since,
    coalesce(imposed.unknown, 0) as unknown
from judged.imposed as imposed
left join judged.verdicts as verdicts
    on imposed.school_id = verdicts.school_id
    and imposed.policy = verdicts.policy
    and imposed.obligation = verdicts.obligation
where
    imposed.policy = $policy
    and imposed.school_id in (select unnest($schools))
group by
    imposed.school_id, imposed.obligation, imposed.missing_evidence, imposed.observed_since, imposed.unknown
