/* +++
title = "ISO weeks in which a class has a school day, with the last of these days"
+++ */
select
    school_id,
    class_id,
    class_kind,
    week_of(day) as week,
    date_trunc('week', day)::date as first_day,
    date_trunc('week', day)::date + 6 as last_day,
    max(day) as last_school_day
from core.school_days
group by all
