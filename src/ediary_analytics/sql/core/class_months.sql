/* +++
title = "Months in which a class has a school day"
+++ */
select distinct
    school_id,
    class_id,
    class_kind,
    month_of(day) as month,
    last_day(day) as last_day
from core.school_days
