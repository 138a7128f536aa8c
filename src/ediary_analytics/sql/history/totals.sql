/* +++
title = "Where each duty stood at every moment that was imported: what was known, and what this import says"
+++ */
with judged as (
    select
        imposed.school_id,
        imposed.policy,
        imposed.obligation,
        imposed.as_of,
        len(imposed.missing_evidence) = 0 as checkable,
        count(*) filter (verdicts.status = 'met') as met,
        count(*) filter (verdicts.status = 'late') as late,
        count(*) filter (verdicts.status = 'missing') as missing,
        count(*) filter (verdicts.status = 'pending') as pending,
        count(*) filter (verdicts.status = 'excused') as excused
    from judged.imposed as imposed
    left join judged.verdicts as verdicts
        on imposed.school_id = verdicts.school_id
        and imposed.policy = verdicts.policy
        and imposed.obligation = verdicts.obligation
    group by all
)

select * from judged
union all
-- the same moment imported again replaces what was said of it
select known.*
from history.totals as known
anti join judged
    on known.school_id = judged.school_id
    and known.policy = judged.policy
    and known.obligation = judged.obligation
    and known.as_of = judged.as_of
