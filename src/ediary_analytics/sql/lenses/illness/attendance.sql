/* +++
title = "Absences for illness only"
+++ */
select *
from rows
where reason = 'illness'
