/* +++
title = "How many lesson hours of each pupil were held in a month, and how many of them were missed unjustified"
+++ */
select
    school_id,
    pupil_id,
    month_of(held_on) as month,
    last_day(held_on) as last_day,
    sum(held)::bigint as held,
    sum(unjustified)::bigint as unjustified
from core.pupil_days
group by all
