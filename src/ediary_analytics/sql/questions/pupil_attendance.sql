/* +++
title = "Lesson hours of a pupil by month: held, missed by reason, late, unknown; as the measures count"
+++ */
select
    period as month,
    count(*) filter (where state = 'held') as held,
    count(*) filter (where state = 'unknown') as unknown,
    count(*) filter (where state = 'held' and is_missed) as missed,
    count(*) filter (where state = 'held' and absence = 'illness') as illness,
    count(*) filter (where state = 'held' and absence = 'other') as other,
    count(*) filter (where state = 'held' and absence = 'unjustified') as unjustified,
    count(*) filter (where state = 'held' and absence = 'open') as open,
    count(*) filter (where state = 'held' and absence = 'representing') as representing,
    count(*) filter (where state = 'held' and is_late) as late
from asked.hours
where school_id = $school and who = $pupil
group by period
order by period
