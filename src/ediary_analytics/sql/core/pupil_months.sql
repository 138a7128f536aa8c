/* +++
title = "Months in which a pupil of a general class, while enrolled, has a school day"
+++ */
with enrolments as (
    select * from staging.enrolments
),

days as (
    select * from core.school_days
    where class_kind is distinct from 'preschool'
)

select distinct
    enrolments.school_id,
    enrolments.pupil_id,
    month_of(days.day) as month,
    last_day(days.day) as last_day
from enrolments
inner join days
    on enrolments.school_id = days.school_id
    and enrolments.class_id = days.class_id
    and enrolments.enrolled_on <= days.day
    and coalesce(enrolments.left_on >= days.day, true)
