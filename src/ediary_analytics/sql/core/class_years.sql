/* +++
title = "Each class and school year with its class head: the widest span of the year terms of its grade"
+++ */
with years as (
    select * from core.class_terms
    where kind = 'year'
)

select
    years.school_id,
    years.class_id,
    years.class_kind,
    years.grade_level,
    classes.homeroom_staff_id,
    years.school_year,
    min(years.starts_on) as starts_on,
    max(years.ends_on) as ends_on
from years
inner join staging.classes as classes
    on years.school_id = classes.school_id
    and years.class_id = classes.class_id
group by all
