/* +++
title = "Every unlocking of a locked period with its act, the newest first"
+++ */
with acts as (
    select
        school_id,
        lock_id,
        min(signed_on) as signed_on,
        arg_min(reason, signed_on) as reason,
        arg_min(approved_by, signed_on) as approved_by
    from core.unlock_acts
    group by all
)

select
    locks.lock_id,
    locks.scope,
    locks.period,
    coalesce(terms.name, locks.period) as period_name,
    locks.class_id,
    locks.locked_at,
    locks.unlocked_at,
    locks.unlocked_by as staff_id,
    coalesce(staff_names.name, locks.unlocked_by) as unlocked_by,
    acts.lock_id is not null as has_act,
    acts.signed_on,
    acts.reason,
    coalesce(approvers.name, acts.approved_by) as approved_by
from core.locks as locks
left join acts
    on locks.school_id = acts.school_id
    and locks.lock_id = acts.lock_id
left join core.terms as terms
    on locks.school_id = terms.school_id
    and locks.period = terms.term_id
left join staff_names() as staff_names
    on locks.school_id = staff_names.school_id
    and locks.unlocked_by = staff_names.staff_id
left join staff_names() as approvers
    on acts.school_id = approvers.school_id
    and acts.approved_by = approvers.staff_id
where locks.unlocked_at is not null
order by locks.unlocked_at desc, locks.lock_id asc
