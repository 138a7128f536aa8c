/* +++
title = "Per month begun, where all judged duties of a policy stand together"
+++ */
with imports as (
    select
        school_id,
        max(as_of) as as_of
    from raw.imports
    group by school_id
)

select
    month_of(verdicts.on_date) as month,
    count(*) filter (verdicts.status = 'met') as met,
    count(*) filter (verdicts.status = 'late') as late,
    count(*) filter (verdicts.status = 'missing') as missing,
    count(*) filter (verdicts.status = 'pending') as pending,
    count(*) filter (verdicts.status = 'excused') as excused
from judged.verdicts as verdicts
inner join imports
    on verdicts.school_id = imports.school_id
    and verdicts.on_date <= last_day(imports.as_of::date)
where verdicts.policy = $policy
group by month
order by month
