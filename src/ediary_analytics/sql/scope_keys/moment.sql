/* +++
title = "Where each school stands: the day its import knows of last, and the school year begun last by then"
+++ */
select
    imports.school_id,
    imports.as_of::date as today,
    arg_max(years.school_year, years.starts_on) as school_year
from raw.imports as imports
left join core.school_years as years
    on imports.school_id = years.school_id
    and imports.as_of::date >= years.starts_on
group by all
