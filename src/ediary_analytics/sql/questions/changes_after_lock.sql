/* +++
title = "Changes of attendance, grades and results made after their period was locked, with or without an act"
+++ */
with locked as (
    select
        locks.school_id,
        locks.change_id,
        min(locks.locked_at) as locked_at,
        list(distinct locks.lock_id) as lock_ids,
        bool_or(acts.act_id is not null) as has_act
    from core.change_locks as locks
    left join core.unlock_acts as acts
        on locks.school_id = acts.school_id
        and locks.lock_id = acts.lock_id
    group by all
),

group_names as (
    select
        school_id,
        group_id,
        min(name) as name
    from core.groups
    group by all
)

select
    changes.change_id,
    changes.entity,
    changes.field,
    changes.old_value,
    changes.new_value,
    changes.changed_at,
    coalesce(staff_names.name, changes.changed_by) as changed_by,
    changes.class_id,
    coalesce(group_names.name, changes.group_id) as group_name,
    changes.period,
    locked.locked_at,
    locked.lock_ids,
    locked.has_act
from core.changed_records as changes
inner join locked
    on changes.school_id = locked.school_id
    and changes.change_id = locked.change_id
    and changes.changed_at > locked.locked_at
left join staff_names() as staff_names
    on changes.school_id = staff_names.school_id
    and changes.changed_by = staff_names.staff_id
left join group_names
    on changes.school_id = group_names.school_id
    and changes.group_id = group_names.group_id
order by changes.changed_at desc, changes.change_id asc
