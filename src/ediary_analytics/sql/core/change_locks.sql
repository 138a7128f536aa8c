/* +++
title = "The locks that each change of a record met: of its period, for the whole school or the pupil's class then"
+++ */
with changes as (
    select * from core.changed_records
),

-- a year's lock closes its terms too
periods as (
    select
        school_id,
        change_id,
        class_id,
        scope,
        period
    from changes
    union all
    select
        school_id,
        change_id,
        class_id,
        'year' as scope,
        school_year as period
    from changes
    where scope = 'term'
)

select
    periods.school_id,
    periods.change_id,
    locks.lock_id,
    locks.locked_at
from periods
inner join staging.locks as locks
    on periods.school_id = locks.school_id
    and periods.scope = locks.scope
    and periods.period = locks.period
    and (locks.class_id is null or periods.class_id = locks.class_id)
