/* +++
title = "School years of the school as a whole: the widest span of their year terms"
+++ */
with years as (
    select
        school_id,
        coalesce(school_year, year(starts_on) || '-' || (year(starts_on) + 1)) as school_year,
        starts_on,
        ends_on
    from staging.terms
    where kind = 'year'
)

select
    school_id,
    school_year,
    min(starts_on) as starts_on,
    max(ends_on) as ends_on
from years
where school_year is not null
group by all
