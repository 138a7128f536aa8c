/* +++
title = "Held and missed lesson hours of the window by weekday and lesson of the day"
+++ */
select
    isodow(held_on) as weekday,
    lesson_no,
    count(*)::bigint as held,
    count_if(is_missed)::bigint as missed
from asked.hours
where state = 'held' and lesson_no is not null and coalesce(in_class = $class, true)
group by all
order by all
