/* +++
title = "For each role that exactly one person of the school holds, that person"
+++ */
with roles as (
    select distinct
        school_id,
        staff_id,
        unnest(roles) as role
    from staging.staff
)

select
    school_id,
    role,
    min(staff_id) as staff_id
from roles
group by all
having count(*) = 1
