/* +++
title  = "Pupil in two classes at once"
fault  = "A pupil is enrolled in a class on a day on which an earlier enrolment in another class still runs."
why    = "The pupil is counted in one class only, and the other keeps expecting lessons, grades and reports."
remedy = "End the earlier enrolment on the day before the pupil changed class."

[needs]
enrolments = ["classes"]

[lt]
title  = "Mokinys vienu metu dviejose klasėse"
fault  = "Mokinys priskirtas klasei dieną, kurią dar galioja ankstesnis jo priskyrimas kitai klasei."
why    = "Mokinys skaičiuojamas tik vienoje klasėje, o kitoje iš jo ir toliau laukiama pamokų, įvertinimų ir ataskaitų."
remedy = "Ankstesnį priskyrimą baikite diena prieš mokiniui pakeičiant klasę."
+++ */
with enrolments as (
    select
        enrolments.*,
        classes.school_year,
        classes.homeroom_staff_id
    from core.enrolments as enrolments
    left join core.classes as classes
        on enrolments.school_id = classes.school_id
        and enrolments.class_id = classes.class_id
),

doubled as (
    select
        newer.school_id,
        newer.pupil_id,
        newer.class_id,
        newer.enrolled_on,
        max(older.class_id) as other_class_id
    from enrolments as newer
    inner join enrolments as older
        on newer.school_id = older.school_id
        and newer.pupil_id = older.pupil_id
        and newer.class_id <> older.class_id
        -- last year's class that nobody closed is not this year's second
        and coalesce(newer.school_year = older.school_year, true)
        and (
            newer.enrolled_on > older.enrolled_on
            or (newer.enrolled_on = older.enrolled_on and newer.class_id > older.class_id)
        )
        and coalesce(newer.enrolled_on <= older.left_on, true)
        -- an enrolment that ended before it began never ran
        and coalesce(newer.left_on >= newer.enrolled_on, true)
        and coalesce(older.left_on >= older.enrolled_on, true)
    group by all
)

select
    enrolments.school_id,
    'enrolments' as table_name,
    concat_ws('|', enrolments.pupil_id, enrolments.class_id, enrolments.enrolled_on) as subject_id,
    enrolments.enrolled_on as on_date,
    enrolments.class_id,
    null as group_id,
    enrolments.pupil_id,
    enrolments.homeroom_staff_id as staff_id,
    doubled.other_class_id as detail,
    doubled.pupil_id is not null as is_faulty
from enrolments
left join doubled
    on enrolments.school_id = doubled.school_id
    and enrolments.pupil_id = doubled.pupil_id
    and enrolments.class_id = doubled.class_id
    and enrolments.enrolled_on = doubled.enrolled_on
