/* +++
title = "Every late or missing duty, one row each, as ediary check --breaches writes them"
+++ */
select
    verdicts.obligation,
    verdicts.school_id,
    verdicts.subject_id,
    verdicts.on_date,
    verdicts.owner_id,
    verdicts.class_id,
    verdicts.group_id,
    verdicts.pupil_id,
    verdicts.due_at,
    verdicts.done_at,
    verdicts.status,
    days_late(verdicts.due_at, verdicts.done_at, imposed.as_of) as days_late,
    verdicts.detail
from judged.verdicts as verdicts
inner join judged.imposed as imposed
    on verdicts.school_id = imposed.school_id
    and verdicts.policy = imposed.policy
    and verdicts.obligation = imposed.obligation
where verdicts.status in ('late', 'missing')
order by verdicts.obligation, verdicts.school_id, verdicts.on_date, verdicts.subject_id
