/* +++
title = "The classes of which the viewer sees every row, of a scope that grants classes"
+++ */
select distinct class_id
from scope.grants
where class_id is not null
order by class_id
