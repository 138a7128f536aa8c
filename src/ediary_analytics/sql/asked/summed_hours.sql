/* +++
title = "Lesson hours summed by pupil, class and period; keys as asked.hours"
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
    in_class,
    held,
    not_held,
    unknown,
    missed,
    illness,
    other,
    unjustified,
    open,
    representing,
    late
from asked.hours_of_periods
