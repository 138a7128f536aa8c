/* +++
title = "Per person and week of a month, how many duties were due and how many of them are missing or late"
+++ */
with verdicts as (
    select * from judged.verdicts
    where policy = $policy and month_of(on_date) = $month and owner_id is not null and status <> 'pending'
)

select
    verdicts.owner_id,
    coalesce(names.name, verdicts.owner_id) as person,
    date_trunc('week', verdicts.on_date)::date as monday,
    count(*) as due,
    count(*) filter (verdicts.status = 'missing') as missing,
    count(*) filter (verdicts.status = 'late') as late
from verdicts
left join staff_names() as names
    on verdicts.school_id = names.school_id
    and verdicts.owner_id = names.staff_id
group by verdicts.owner_id, person, monday
order by person collate lt, verdicts.owner_id, monday
