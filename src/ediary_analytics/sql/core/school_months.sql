/* +++
title = "Months in which any class of the school has a school day"
+++ */
select distinct
    school_id,
    month_of(day) as month,
    date_trunc('month', day)::date as first_day,
    last_day(day) as last_day
from core.school_days
