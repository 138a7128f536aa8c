/* +++
title = "Per person and duty, where the duties of a month stand; duties that nobody owns by nature are told apart"
+++ */
with verdicts as (
    select * from judged.verdicts
    where policy = $policy
),

-- of a duty that never has an owner (one test a day) nobody can be asked; elsewhere the owner is merely unknown
owned as (
    select
        obligation,
        bool_or(owner_id is not null) as has_owner
    from verdicts
    group by obligation
)

select
    verdicts.owner_id,
    coalesce(names.name, verdicts.owner_id) as person,
    owned.has_owner,
    verdicts.obligation,
    count(*) filter (verdicts.status = 'met') as met,
    count(*) filter (verdicts.status = 'late') as late,
    count(*) filter (verdicts.status = 'missing') as missing,
    count(*) filter (verdicts.status = 'pending') as pending,
    count(*) filter (verdicts.status = 'excused') as excused
from verdicts
inner join owned on verdicts.obligation = owned.obligation
left join staff_names() as names
    on verdicts.school_id = names.school_id
    and verdicts.owner_id = names.staff_id
where month_of(verdicts.on_date) = $month
group by verdicts.owner_id, person, owned.has_owner, verdicts.obligation
order by person collate lt, verdicts.owner_id, verdicts.obligation
