/* +++
title = "What others still have to enter about a pupil: the missing and pending duties, the oldest first"
+++ */
select
    verdicts.obligation,
    verdicts.policy,
    verdicts.on_date,
    verdicts.owner_id,
    verdicts.group_id,
    verdicts.due_at,
    verdicts.status,
    verdicts.detail
from judged.verdicts as verdicts
where
    verdicts.school_id = $school
    and verdicts.pupil_id = $pupil
    and verdicts.status in ('missing', 'pending')
order by verdicts.due_at asc nulls last, verdicts.obligation asc, verdicts.subject_id asc
