/* +++
title = "Per class and month begun, whether its diary stands locked, and since when"
+++ */
with imports as (
    select
        school_id,
        max(as_of) as as_of
    from raw.imports
    group by school_id
),

months as (
    select
        months.school_id,
        months.class_id,
        months.month,
        imports.as_of
    from core.class_months as months
    inner join imports on months.school_id = imports.school_id
    inner join core.school_months as begun
        on months.school_id = begun.school_id
        and months.month = begun.month
    where begun.first_day <= imports.as_of
),

locks as (
    select locks.*
    from core.locks as locks
    inner join imports on locks.school_id = imports.school_id
    where locks.scope = 'month' and locks.locked_at <= imports.as_of
)

select
    months.class_id,
    months.month,
    count(locks.lock_id) > 0 as was_locked,
    coalesce(bool_or(coalesce(locks.unlocked_at > months.as_of, true)) filter (locks.lock_id is not null), false)
        as is_locked,
    min(locks.locked_at) as locked_at,
    max(locks.unlocked_at) as unlocked_at
from months
left join locks
    on months.school_id = locks.school_id
    and months.month = locks.period
    and coalesce(months.class_id = locks.class_id, true)
group by months.class_id, months.month
order by months.class_id, months.month
