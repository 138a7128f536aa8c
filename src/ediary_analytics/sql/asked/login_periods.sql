/* +++
title = "The periods of logins: the window, or its months and weeks in which any class has a school day"
+++ */
with windows as (
    select * from asked.span
)

select
    school_id,
    'total' as period,
    since,
    until
from windows
where getvariable('period') = 'total'
union all
select
    windows.school_id,
    period_of(days.day) as period,
    max(greatest(windows.since, period_start(days.day))) as since,
    max(least(windows.until, period_end(days.day))) as until
from windows
inner join core.school_days as days
    on windows.school_id = days.school_id
    and days.day between windows.since and windows.until
where getvariable('period') in ('month', 'week')
group by all
