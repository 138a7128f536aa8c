/* +++
title = "Every day from 1990 to 2060 with its month, ISO week and, if it is one, its number as a working day"
+++ */
with days as (
    select unnest(generate_series(date '1990-01-01', date '2060-12-31', interval 1 day))::date as day
)

select
    days.day,
    isodow(days.day) as weekday,
    strftime(days.day, '%Y-%m') as month,
    strftime(days.day, '%G-W%V') as week,
    holidays.name as holiday,
    isodow(days.day) <= 5 and holidays.day is null as is_working,
    -- working days up to and including this one: the n-th after d is the one numbered n more
    (sum((isodow(days.day) <= 5 and holidays.day is null)::integer) over (order by days.day))::integer as working_no
from days
left join staging.holidays as holidays on days.day = holidays.day
