/* +++
title = "Held and missed lesson hours of each day of the window, and how many pupils missed all of theirs"
+++ */
with days as (
    select
        held_on,
        who,
        sum(held) as held,
        sum(missed) as missed,
        sum(unjustified) as unjustified,
        sum(open) as open,
        sum(unknown) as unknown
    from asked.day_hours
    where coalesce(in_class = $class, true)
    group by all
)

select
    held_on as day,
    sum(held)::bigint as held,
    sum(missed)::bigint as missed,
    sum(unjustified)::bigint as unjustified,
    sum(open)::bigint as open,
    sum(unknown)::bigint as unknown,
    count_if(missed > 0)::bigint as pupils,
    count_if(held > 0 and missed = held)::bigint as away
from days
group by all
having sum(held) > 0 or sum(unknown) > 0
order by all
