/* +++
title = "Who a pupil is: the name, and the class of the day of T (none for who has left)"
+++ */
select
    pupils.school_id,
    pupils.pupil_id,
    pupils.first_name,
    pupils.last_name,
    pupil_classes.class_id,
    classes.name as class_name,
    classes.grade_level
from core.pupils as pupils
left join core.pupil_classes as pupil_classes
    on pupils.school_id = pupil_classes.school_id
    and pupils.pupil_id = pupil_classes.pupil_id
    and getvariable('as_of')::date between pupil_classes.since and pupil_classes.until
left join core.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
where pupils.pupil_id = $pupil and coalesce(pupils.school_id = $school, true)
order by pupils.school_id
