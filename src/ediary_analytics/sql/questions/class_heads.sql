/* +++
title = "Who is the head of a class"
+++ */
select
    classes.class_id,
    nullif(concat_ws(' ', min(staff.first_name), min(staff.last_name)), '') as name
from core.classes as classes
left join core.staff as staff
    on classes.school_id = staff.school_id
    and classes.homeroom_staff_id = staff.staff_id
where classes.class_id = $class
group by classes.class_id
