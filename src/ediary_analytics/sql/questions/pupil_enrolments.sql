/* +++
title = "When a pupil came to the school and left it, with the orders"
+++ */
select
    enrolments.enrolled_on,
    enrolments.left_on,
    enrolments.arrival_order,
    enrolments.departure_order,
    classes.name as class_name
from core.enrolments as enrolments
left join core.classes as classes
    on enrolments.school_id = classes.school_id
    and enrolments.class_id = classes.class_id
where enrolments.school_id = $school and enrolments.pupil_id = $pupil
order by enrolments.enrolled_on, enrolments.class_id
