/* +++
title = "Lesson hours summed by pupil, class and period, and by subject, group or teacher where these are asked for"
shared = true
+++ */
select
    school_id,
    who,
    in_class,
    in_grade,
    subject_id,
    group_id,
    staff_id,
    period,
    sum(held) as held,
    sum(not_held) as not_held,
    sum(unknown) as unknown,
    sum(missed) as missed,
    sum(illness) as illness,
    sum(other) as other,
    sum(unjustified) as unjustified,
    sum(open) as open,
    sum(representing) as representing,
    sum(late) as late
from asked.day_hours
group by all
