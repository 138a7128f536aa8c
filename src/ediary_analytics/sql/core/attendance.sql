/* +++
title = """\
Attendance marks with their lesson, its teacher, the pupil's class (else the group's) that day and its head, \
and who headed it on the day of an explanation"""
+++ */
with marked as (
    select
        attendance.*,
        lessons.held_on,
        lessons.lesson_no,
        lessons.group_id,
        lessons.group_kind,
        lessons.class_id as group_class_id,
        lessons.owner_id,
        coalesce(pupil_classes.class_id, lessons.class_id) as class_id,
        case
            when attendance.explained_at is not null then coalesce(pupil_classes_then.class_id, lessons.class_id)
        end as explained_class_id
    from staging.attendance as attendance
    left join core.lessons as lessons
        on attendance.school_id = lessons.school_id
        and attendance.lesson_id = lessons.lesson_id
    left join core.pupil_classes as pupil_classes
        on attendance.school_id = pupil_classes.school_id
        and attendance.pupil_id = pupil_classes.pupil_id
        and lessons.held_on between pupil_classes.since and pupil_classes.until
    left join core.pupil_classes as pupil_classes_then
        on attendance.school_id = pupil_classes_then.school_id
        and attendance.pupil_id = pupil_classes_then.pupil_id
        and attendance.explained_at::date between pupil_classes_then.since and pupil_classes_then.until
)

select
    marked.*,
    classes.homeroom_staff_id as class_head_id,
    explained_classes.homeroom_staff_id as explained_class_head_id
from marked
left join staging.classes as classes
    on marked.school_id = classes.school_id
    and marked.class_id = classes.class_id
left join staging.classes as explained_classes
    on marked.school_id = explained_classes.school_id
    and marked.explained_class_id = explained_classes.class_id
