/* +++
title = "The classes that are told of as such to a scope that grants classes: those, and a head's own of former years"
+++ */
select class_id
from scope.grants
where class_id is not null
union
select class_id
from core.classes
where homeroom_staff_id = $owner
order by class_id
