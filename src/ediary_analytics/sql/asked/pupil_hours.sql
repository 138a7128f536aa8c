/* +++
title = "Held hours summed by pupil and period, in the class of the pupil's last enrolled day in the period"
+++ */
select
    school_id,
    keyed('class', in_class) as class_id,
    keyed('grade', in_grade) as grade_level,
    keyed('pupil', who) as pupil_id,
    subject_id,
    period,
    term_kind,
    held,
    missed,
    unjustified,
    late,
    illness_days,
    family_days
from asked.pupils_of_periods
