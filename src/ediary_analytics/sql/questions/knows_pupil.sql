/* +++
title = "Whether a pupil is among those in scope"
+++ */
select pupil_id
from core.pupils
where
    school_id = $school
    and pupil_id = $pupil
