/* +++
title = "The classes of a pupil over time; until is null while the stretch is open"
+++ */
select
    pupil_classes.since,
    nullif(pupil_classes.until, date '9999-12-31') as until,
    pupil_classes.class_id,
    classes.name as class_name,
    classes.grade_level
from core.pupil_classes as pupil_classes
left join core.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
where pupil_classes.school_id = $school and pupil_classes.pupil_id = $pupil
order by pupil_classes.since
