/* +++
title = "What the diary needs of a school year: of how many it is there, and of which it is not"
+++ */
with years as (
    select
        imports.school_id,
        imports.as_of::date as today,
        arg_max(years.school_year, years.starts_on) as school_year,
        max(years.starts_on) as starts_on,
        arg_max(years.ends_on, years.starts_on) as ends_on
    from raw.imports as imports
    left join core.school_years as years
        on imports.school_id = years.school_id
        and imports.as_of::date >= years.starts_on
    group by all
),

classes as (
    select
        classes.*,
        coalesce(classes.name, classes.class_id) as title
    from core.classes as classes
    inner join years
        on classes.school_id = years.school_id
        and coalesce(classes.school_year = years.school_year, true)
),

groups as (
    select
        groups.*,
        coalesce(groups.name, groups.group_id) as title
    from core.groups as groups
    inner join years
        on groups.school_id = years.school_id
        and coalesce(groups.school_year = years.school_year, true)
),

peopled as (
    select distinct
        school_id,
        group_id
    from core.group_members
),

planned as (
    select distinct
        school_id,
        group_id
    from core.timetable
),

placed as (
    select distinct
        school_id,
        pupil_id
    from core.enrolments
),

found as (
    select
        1 as place,
        'terms' as item,
        classes.title,
        terms.class_id is null as is_lacking
    from classes
    left join core.class_years as terms
        on classes.school_id = terms.school_id
        and classes.class_id = terms.class_id
    union all
    select
        2 as place,
        'closures' as item,
        years.school_year as title,
        count(closures.starts_on) = 0 as is_lacking
    from years
    left join core.closures as closures
        on years.school_id = closures.school_id
        and closures.starts_on between years.starts_on and years.ends_on
    where years.school_year is not null
    group by years.school_year
    union all
    select
        3 as place,
        'class_heads' as item,
        title,
        homeroom_staff_id is null as is_lacking
    from classes
    where kind is distinct from 'preschool'
    union all
    select
        4 as place,
        'group_teachers' as item,
        title,
        staff_id is null as is_lacking
    from groups
    union all
    select
        5 as place,
        'group_members' as item,
        groups.title,
        members.group_id is null as is_lacking
    from groups
    left join peopled as members
        on groups.school_id = members.school_id
        and groups.group_id = members.group_id
    union all
    select
        6 as place,
        'timetable' as item,
        groups.title,
        slots.group_id is null as is_lacking
    from groups
    left join planned as slots
        on groups.school_id = slots.school_id
        and groups.group_id = slots.group_id
    where groups.kind = 'formal'
    union all
    -- how many, never who
    select
        7 as place,
        'pupil_classes' as item,
        null as title,
        enrolments.pupil_id is null as is_lacking
    from core.pupils as pupils
    left join placed as enrolments
        on pupils.school_id = enrolments.school_id
        and pupils.pupil_id = enrolments.pupil_id
)

select
    item,
    count(*) as examined,
    count(*) filter (is_lacking) as lacking,
    list(title order by title) filter (is_lacking and title is not null) as titles
from found
group by place, item
order by place
