/* +++
title = "The days asked about by school: the school year begun last unless told otherwise, up to the moment T"
+++ */
with imports as (
    select distinct school_id from core.evidence
),

years as (
    select
        school_id,
        max(starts_on) as starts_on
    from core.school_years
    where starts_on <= getvariable('as_of')
    group by all
)

select
    imports.school_id,
    coalesce(getvariable('since'), years.starts_on) as since,
    -- what lies after T is not known at T, whatever is asked for
    least(coalesce(getvariable('until'), getvariable('as_of')::date), getvariable('as_of')::date) as until,
    getvariable('as_of') as as_of
from imports
left join years on imports.school_id = years.school_id
