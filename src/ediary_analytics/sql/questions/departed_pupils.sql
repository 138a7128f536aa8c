/* +++
title = "The pupils who are enrolled no more: when they left which class, and whether there is an order for it"
+++ */
with imports as (
    select
        school_id,
        max(as_of)::date as today
    from raw.imports
    group by school_id
),

stays as (
    select
        enrolments.school_id,
        enrolments.pupil_id,
        min(enrolments.enrolled_on) as enrolled_on,
        max(coalesce(enrolments.left_on, date '9999-12-31')) as left_on,
        arg_max(enrolments.class_id, coalesce(enrolments.left_on, date '9999-12-31')) as class_id,
        arg_max(enrolments.departure_order, coalesce(enrolments.left_on, date '9999-12-31')) as departure_order
    from core.enrolments as enrolments
    group by all
)

select
    stays.pupil_id,
    coalesce(nullif(concat_ws(' ', pupils.last_name, pupils.first_name), ''), stays.pupil_id) as name,
    stays.class_id,
    coalesce(classes.name, stays.class_id) as class_name,
    stays.enrolled_on,
    stays.left_on,
    nullif(trim(stays.departure_order), '') as departure_order
from stays
inner join imports on stays.school_id = imports.school_id and stays.left_on < imports.today
left join core.pupils as pupils
    on stays.school_id = pupils.school_id
    and stays.pupil_id = pupils.pupil_id
left join core.classes as classes
    on stays.school_id = classes.school_id
    and stays.class_id = classes.class_id
order by name collate lt, stays.pupil_id
