/* +++
title = "Nothing: unjustified absence is no illness"
+++ */
select *
from rows
where false
