/* +++
title = "The months of a school that a fill check can be about: those with school days so far or with examined duties"
+++ */
with imports as (
    select max(as_of) as as_of from raw.imports
),

begun as (
    select months.month
    from core.school_months as months
    inner join imports on months.first_day <= imports.as_of
),

judged as (
    select month_of(verdicts.on_date) as month
    from judged.verdicts as verdicts
    where verdicts.policy = $policy and verdicts.on_date is not null
)

select month from begun
union
select month from judged
order by month
