/* +++
title = "Who holds a role by the data: one row per school, role and person, with what the role is resolved by"
+++ */
with staff as (
    select
        school_id,
        staff_id,
        concat_ws(' ', last_name, first_name) as name,
        methodical_group
    from core.staff
),

years as (
    select
        imports.school_id,
        imports.as_of::date as today,
        arg_max(years.school_year, years.starts_on) as school_year
    from raw.imports as imports
    left join core.school_years as years
        on imports.school_id = years.school_id
        and imports.as_of::date >= years.starts_on
    group by all
),

classes as (
    select classes.*
    from core.classes as classes
    inner join years
        on classes.school_id = years.school_id
        and coalesce(classes.school_year = years.school_year, true)
),

groups as (
    select groups.*
    from core.groups as groups
    inner join years
        on groups.school_id = years.school_id
        and coalesce(groups.school_year = years.school_year, true)
),

by_staff as (
    select
        school_id,
        'class_head' as role,
        homeroom_staff_id as staff_id,
        string_agg(name, ', ' order by name) as detail
    from classes
    where homeroom_staff_id is not null and kind is distinct from 'preschool'
    group by all
    union all
    select
        school_id,
        case kind
            when 'preschool' then 'preschool_teacher'
            when 'after_school' then 'after_school_tutor'
            else 'subject_teacher'
        end as role,
        staff_id,
        case when count(*) <= 2 then string_agg(name, ', ' order by name) end as detail
    from groups
    where staff_id is not null
    group by all
    union all
    select
        staff.school_id,
        'methodical_group' as role,
        staff.staff_id,
        staff.methodical_group as detail
    from staff
    where exists (
        select 1 from core.subjects as subjects
        where
            staff.school_id = subjects.school_id
            and staff.methodical_group = subjects.methodical_group
    )
),

pupils as (
    select
        pupils.school_id,
        pupils.pupil_id,
        concat_ws(' ', pupils.last_name, pupils.first_name) as name,
        classes.name as class_name,
        classes.grade_level
    from core.pupils as pupils
    inner join core.pupil_classes as stretches
        on pupils.school_id = stretches.school_id
        and pupils.pupil_id = stretches.pupil_id
    inner join years
        on stretches.school_id = years.school_id
        and years.today between stretches.since and stretches.until
    left join core.classes as classes
        on stretches.school_id = classes.school_id
        and stretches.class_id = classes.class_id
),

found as (
    select
        by_staff.school_id,
        by_staff.role,
        by_staff.staff_id,
        null::varchar[] as pupil_ids,
        concat_ws(', ', coalesce(staff.name, by_staff.staff_id), by_staff.detail) as name
    from by_staff
    left join staff
        on by_staff.school_id = staff.school_id
        and by_staff.staff_id = staff.staff_id
    union all
    select
        pupils.school_id,
        'pupil' as role,
        null as staff_id,
        [pupils.pupil_id] as pupil_ids,
        concat_ws(', ', pupils.name, pupils.class_name) as name
    from pupils
    where pupils.grade_level between 5 and 8
    union all
    select
        guardians.school_id,
        'guardian' as role,
        null as staff_id,
        list(distinct pupils.pupil_id order by pupils.pupil_id) as pupil_ids,
        concat_ws(
            ', ',
            concat_ws(' ', min(guardians.last_name), min(guardians.first_name)),
            string_agg(distinct pupils.class_name, ', ' order by pupils.class_name)
        ) as name
    from core.guardians as guardians
    inner join pupils
        on guardians.school_id = pupils.school_id
        and guardians.pupil_id = pupils.pupil_id
    group by guardians.school_id, guardians.guardian_id
)

select
    school_id,
    role,
    staff_id,
    pupil_ids,
    name
from found
order by school_id, role, name collate lt, staff_id, pupil_ids
