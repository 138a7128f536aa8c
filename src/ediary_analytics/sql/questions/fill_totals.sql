/* +++
title = "Where each imposed duty stands in a month and in the month before, with what evidence it lacks"
+++ */
with months as (
    select unnest([$month, $before]) as month
)

select
    imposed.obligation,
    months.month,
    imposed.missing_evidence,
    count(*) filter (verdicts.status = 'met') as met,
    count(*) filter (verdicts.status = 'late') as late,
    count(*) filter (verdicts.status = 'missing') as missing,
    count(*) filter (verdicts.status = 'pending') as pending,
    count(*) filter (verdicts.status = 'excused') as excused,
    imposed.observed_since,
    coalesce(imposed.unknown, 0) as unknown
from judged.imposed as imposed
cross join months
left join judged.verdicts as verdicts
    on imposed.school_id = verdicts.school_id
    and imposed.policy = verdicts.policy
    and imposed.obligation = verdicts.obligation
    and months.month = month_of(verdicts.on_date)
where imposed.policy = $policy
group by
    imposed.obligation, months.month, imposed.missing_evidence, imposed.observed_since, imposed.unknown
order by imposed.obligation, months.month
