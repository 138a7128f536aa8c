/* +++
title = "School days of each group: its class's, or without a class those on which some general class has school"
+++ */
with groups as (
    select * from core.groups
),

of_classes as (
    select * from core.school_days
),

of_school as (
    select distinct
        school_id,
        school_year,
        day
    from of_classes
    where class_kind is distinct from 'preschool'
)

select
    groups.school_id,
    groups.group_id,
    of_classes.day
from groups
inner join of_classes
    on groups.school_id = of_classes.school_id
    and groups.class_id = of_classes.class_id
union all
select distinct
    groups.school_id,
    groups.group_id,
    of_school.day
from groups
inner join of_school
    on groups.school_id = of_school.school_id
    and coalesce(groups.school_year = of_school.school_year, true)
where groups.class_id is null
