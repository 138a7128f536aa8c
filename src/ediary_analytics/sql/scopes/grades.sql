/* +++
title = "The classes whose grade lies in the area of a deputy director, with their pupils of today"
+++ */
select
    classes.school_id,
    classes.class_id,
    null as group_id,
    pupils.pupil_id,
    pupils.since,
    classes.name
from core.classes as classes
left join scope.enrolled as pupils
    on classes.school_id = pupils.school_id
    and classes.class_id = pupils.class_id
where classes.grade_level between $lowest_grade and $highest_grade
