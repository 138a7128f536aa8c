/* +++
title = "The classes that a person is the head of"
+++ */
select class_id
from core.classes
where homeroom_staff_id = $owner
order by class_id
