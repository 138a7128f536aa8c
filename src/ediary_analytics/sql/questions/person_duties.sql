/* +++
title = "Every duty judged that is about a pupil, however it stands"
+++ */
select
    policy,
    obligation,
    subject_id,
    on_date,
    owner_id,
    class_id,
    group_id,
    due_at,
    done_at,
    status,
    detail
from judged.verdicts
where school_id = $school and pupil_id = $pupil
order by on_date asc, obligation asc, subject_id asc
