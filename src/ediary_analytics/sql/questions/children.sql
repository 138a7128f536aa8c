/* +++
title = "Whose guardian somebody is: the ids of their children"
+++ */
select distinct pupil_id
from core.guardians
where
    school_id = $school_id
    and guardian_id = $guardian_id
order by pupil_id
