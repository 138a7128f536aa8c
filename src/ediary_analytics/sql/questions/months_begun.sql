/* +++
title = "The months with school days so far, oldest first"
+++ */
with imports as (
    select
        school_id,
        max(as_of) as as_of
    from raw.imports
    group by school_id
)

select distinct months.month
from core.school_months as months
inner join imports on months.school_id = imports.school_id and months.first_day <= imports.as_of
order by months.month
