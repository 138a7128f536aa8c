/* +++
title = "The schools of a warehouse, by name, and the rules each follows"
+++ */
select
    imports.school_id,
    coalesce(any_value(schools.name), imports.school_id) as name,
    any_value(schools.policy) as policy
from raw.imports as imports
left join core.schools as schools on imports.school_id = schools.school_id
group by imports.school_id
order by name collate lt
