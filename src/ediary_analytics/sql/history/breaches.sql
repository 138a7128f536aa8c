/* +++
title = "Each late or missing duty ever seen: when first, when last, and since when it is repaired"
+++ */
with newest as (
    select
        school_id,
        max(as_of) as as_of
    from history.totals
    group by all
),

judged as (
    select
        imposed.school_id,
        imposed.policy,
        imposed.obligation,
        imposed.as_of
    from judged.imposed as imposed
    left join newest
        on imposed.school_id = newest.school_id
    where len(imposed.missing_evidence) = 0
    -- an older export imported later tells nothing of what came after it
    and coalesce(imposed.as_of >= newest.as_of, true)
),

now as (
    select
        judged.school_id,
        judged.policy,
        judged.obligation,
        verdicts.subject_id,
        verdicts.status,
        verdicts.done_at,
        judged.as_of
    from judged
    inner join judged.verdicts as verdicts
        on judged.school_id = verdicts.school_id
        and judged.policy = verdicts.policy
        and judged.obligation = verdicts.obligation
    where verdicts.status in ('late', 'missing')
),

-- what is known of duties that this import can speak of
known as (
    select
        breaches.*,
        judged.as_of
    from history.breaches as breaches
    left join judged
        on breaches.school_id = judged.school_id
        and breaches.policy = judged.policy
        and breaches.obligation = judged.obligation
)

select
    coalesce(now.school_id, known.school_id) as school_id,
    coalesce(now.policy, known.policy) as policy,
    coalesce(now.obligation, known.obligation) as obligation,
    coalesce(now.subject_id, known.subject_id) as subject_id,
    coalesce(now.status, known.status) as status,
    coalesce(known.seen_missing, false) or coalesce(now.status = 'missing', false) as seen_missing,
    coalesce(known.first_seen, now.as_of) as first_seen,
    coalesce(now.as_of, known.last_seen) as last_seen,
    case
        when now.status = 'missing' then null
        when now.status = 'late' then now.done_at
        -- gone from the breaches: repaired in time after all, excused, or no longer due
        else coalesce(known.resolved_at, known.as_of)
    end as resolved_at
from known
full join now
    on known.school_id = now.school_id
    and known.policy = now.policy
    and known.obligation = now.obligation
    and known.subject_id = now.subject_id
