/* +++
title = "Where the duties of some obligations stand, one row each, oldest first"
+++ */
select
    obligation,
    on_date,
    class_id,
    pupil_id,
    due_at,
    done_at,
    status,
    detail
from judged.verdicts
where policy = $policy and obligation in (select unnest($obligations))
order by due_at, obligation, subject_id
