/* +++
title = "Judged duties of some statuses, one row each, in words a person knows; of a month, an owner, or one record"
+++ */
with breaches as (
    select
        verdicts.*,
        imposed.as_of,
        left(md5(concat_ws('|', verdicts.obligation, verdicts.subject_id)), 16) as record
    from judged.verdicts as verdicts
    inner join judged.imposed as imposed
        on verdicts.school_id = imposed.school_id
        and verdicts.policy = imposed.policy
        and verdicts.obligation = imposed.obligation
    where
        verdicts.policy = $policy
        and verdicts.status in (select unnest($statuses))
        and ($month is null or month_of(verdicts.on_date) = $month)
        and ($everybody or verdicts.owner_id is not distinct from $owner)
        and ($record is null or left(md5(concat_ws('|', verdicts.obligation, verdicts.subject_id)), 16) = $record)
)

select
    coalesce(staff_names.name, breaches.owner_id) as person,
    breaches.obligation,
    breaches.on_date,
    coalesce(class_names.name, breaches.class_id) as class_name,
    coalesce(subject_names.name, breaches.group_id) as subject,
    coalesce(pupil_names.name, breaches.pupil_id) as pupil,
    breaches.detail,
    breaches.due_at,
    case when breaches.done_at <= breaches.as_of then breaches.done_at end as done_at,
    days_late(breaches.due_at, breaches.done_at, breaches.as_of) as days_late,
    breaches.status,
    breaches.owner_id,
    breaches.record,
    breaches.subject_id,
    breaches.pupil_id
from breaches
left join staff_names() as staff_names
    on breaches.school_id = staff_names.school_id
    and breaches.owner_id = staff_names.staff_id
left join pupil_names() as pupil_names
    on breaches.school_id = pupil_names.school_id
    and breaches.pupil_id = pupil_names.pupil_id
left join class_names() as class_names
    on breaches.school_id = class_names.school_id
    and breaches.class_id = class_names.class_id
left join subject_names() as subject_names
    on breaches.school_id = subject_names.school_id
    and breaches.group_id = subject_names.group_id
order by
    person collate lt,
    breaches.owner_id,
    breaches.on_date,
    breaches.obligation,
    class_name,
    pupil,
    breaches.subject_id
