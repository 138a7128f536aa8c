/* +++
title = "Attendance marks with their lesson, its teacher, and the pupil's class that day (else the group's)"
+++ */
select
    attendance.*,
    lessons.held_on,
    lessons.lesson_no,
    lessons.group_id,
    lessons.group_kind,
    lessons.class_id as group_class_id,
    coalesce(pupil_classes.class_id, lessons.class_id) as class_id,
    lessons.owner_id
from staging.attendance as attendance
left join core.lessons as lessons
    on attendance.school_id = lessons.school_id
    and attendance.lesson_id = lessons.lesson_id
left join core.pupil_classes as pupil_classes
    on attendance.school_id = pupil_classes.school_id
    and attendance.pupil_id = pupil_classes.pupil_id
    and lessons.held_on between pupil_classes.since and pupil_classes.until
