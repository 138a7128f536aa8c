/* +++
title = "The pupils of today whose class has the lowest grade that may be named, or a higher one"
+++ */
select
    enrolled.school_id,
    enrolled.pupil_id
from scope.enrolled as enrolled
inner join core.classes as classes
    on enrolled.school_id = classes.school_id
    and enrolled.class_id = classes.class_id
where classes.grade_level >= $named_from
