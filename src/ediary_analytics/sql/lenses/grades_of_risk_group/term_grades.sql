/* +++
title = "Of pupils in the risk group only"
+++ */
select *
from rows
where (school_id, pupil_id) in (select (school_id, pupil_id) from scope.risk_group)
