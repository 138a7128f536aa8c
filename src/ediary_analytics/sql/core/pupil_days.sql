/* +++
title = "A pupil's day: its lesson hours counted by state and absence, and the first and last one held that day"
# most measures of attendance need no more: a sixth of the rows of core.lesson_hours
+++ */
select
    school_id,
    pupil_id,
    class_id,
    held_on,
    count_if(state = 'held')::smallint as held,
    count_if(state = 'not_held')::smallint as not_held,
    count_if(state = 'unknown')::smallint as unknown,
    (count(*) filter (where absence = 'illness'))::smallint as illness,
    (count(*) filter (where absence = 'other'))::smallint as other,
    (count(*) filter (where absence = 'other' and reason = 'family'))::smallint as family,
    (count(*) filter (where absence = 'unjustified'))::smallint as unjustified,
    (count(*) filter (where absence = 'open'))::smallint as open,
    (count(*) filter (where absence = 'representing'))::smallint as representing,
    count_if(is_late)::smallint as late,
    -- of the numbered ones: whether any was attended, and which were the first and the last
    min(lesson_no) filter (where state = 'held') as first_no,
    max(lesson_no) filter (where state = 'held') as last_no,
    coalesce(
        bool_or(not is_missed(absence)) filter (where state = 'held' and lesson_no is not null), false
    ) as came
from core.lesson_hours
group by all
