/* +++
title = "Everybody of a school who can hold a role: staff who work there, guardians and pupils, by name"
+++ */
with today as (
    select
        school_id,
        as_of::date as day
    from raw.imports
),

pupils as (
    select
        pupils.school_id,
        pupils.pupil_id,
        concat_ws(' ', pupils.last_name, pupils.first_name) as name,
        classes.name as class_name
    from core.pupils as pupils
    inner join today on pupils.school_id = today.school_id
    inner join core.pupil_classes as stretches
        on pupils.school_id = stretches.school_id
        and pupils.pupil_id = stretches.pupil_id
        and today.day between stretches.since and stretches.until
    left join core.classes as classes
        on stretches.school_id = classes.school_id
        and stretches.class_id = classes.class_id
),

found as (
    select
        'staff' as kind,
        staff.staff_id as person_id,
        concat_ws(' ', staff.last_name, staff.first_name) as name,
        null as detail
    from core.staff as staff
    inner join today on staff.school_id = today.school_id
    where coalesce(staff.employed_to >= today.day, true)
    union all
    select
        'guardian' as kind,
        guardians.guardian_id as person_id,
        concat_ws(' ', min(guardians.last_name), min(guardians.first_name)) as name,
        string_agg(distinct pupils.class_name, ', ' order by pupils.class_name) as detail
    from core.guardians as guardians
    inner join pupils
        on guardians.school_id = pupils.school_id
        and guardians.pupil_id = pupils.pupil_id
    group by guardians.guardian_id
    union all
    select
        'pupil' as kind,
        pupil_id as person_id,
        min(name) as name,
        string_agg(distinct class_name, ', ' order by class_name) as detail
    from pupils
    group by pupil_id
)

select
    kind,
    person_id,
    name,
    detail
from found
order by kind, name collate lt, person_id
