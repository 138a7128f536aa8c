/* +++
title = "The school year of each group and its first day: its class's, or without a class that of its members' classes"
+++ */
with groups as (
    select * from core.groups
),

members as (
    select distinct
        members.school_id,
        members.group_id,
        enrolments.class_id
    from staging.group_members as members
    inner join staging.enrolments as enrolments
        on members.school_id = enrolments.school_id
        and members.pupil_id = enrolments.pupil_id
),

classes as (
    select
        groups.school_id,
        groups.group_id,
        groups.school_year,
        coalesce(groups.class_id, members.class_id) as class_id
    from groups
    left join members
        on groups.school_id = members.school_id
        and groups.group_id = members.group_id
        and groups.class_id is null
),

candidates as (
    select
        classes.school_id,
        classes.group_id,
        years.school_year,
        years.starts_on
    from classes
    inner join core.class_years as years
        on classes.school_id = years.school_id
        and classes.class_id = years.class_id
        and coalesce(classes.school_year = years.school_year, true)
    union all
    -- a joint group that nobody is in yet follows the school
    select
        classes.school_id,
        classes.group_id,
        years.school_year,
        years.starts_on
    from classes
    inner join core.school_years as years
        on classes.school_id = years.school_id
        and coalesce(classes.school_year = years.school_year, true)
    where classes.class_id is null
)

select
    school_id,
    group_id,
    arg_min(school_year, starts_on) as school_year,
    min(starts_on) as starts_on
from candidates
group by all
