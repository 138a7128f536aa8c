/* +++
title = "Where one duty stands, by its name and what it is about"
+++ */
select
    status,
    on_date,
    due_at,
    pupil_id
from judged.verdicts
where
    school_id = $school
    and obligation = $duty
    and subject_id = $about
