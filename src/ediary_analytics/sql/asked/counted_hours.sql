/* +++
title = "Lesson hours counted by pupil and day, and by group where one of its keys is asked for; keys as asked.hours"
+++ */
select
    school_id,
    keyed('class', in_class) as class_id,
    keyed('grade', in_grade) as grade_level,
    keyed('pupil', who) as pupil_id,
    subject_id,
    group_id,
    staff_id,
    period,
    who,
    held_on,
    held,
    missed,
    open
from asked.day_hours
