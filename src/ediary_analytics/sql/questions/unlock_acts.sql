/* +++
title = "Every signed act about a change of locked data that the export tells, the newest first"
+++ */
select
    acts.act_id,
    acts.lock_id,
    acts.staff_id,
    acts.subject_id,
    acts.class_id,
    acts.pupil_id,
    acts.reason,
    acts.wrong_value,
    acts.right_value,
    acts.approved_by,
    acts.signed_on
from core.unlock_acts as acts
order by acts.signed_on desc, acts.act_id asc
