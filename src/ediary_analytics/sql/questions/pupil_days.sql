/* +++
title = "Lesson hours of a pupil by day: held, missed by reason, late; days with none held are left out"
+++ */
select
    held_on as day,
    count(*) as held,
    count(*) filter (where is_missed) as missed,
    count(*) filter (where absence = 'illness') as illness,
    count(*) filter (where absence = 'other') as other,
    count(*) filter (where absence = 'unjustified') as unjustified,
    count(*) filter (where absence = 'open') as open,
    count(*) filter (where absence = 'representing') as representing,
    count(*) filter (where is_late) as late
from asked.hours
where school_id = $school and who = $pupil and state = 'held'
group by held_on
order by held_on
