/* +++
title = "The first enrolment of each pupil in each school year, with its class, and the year's first of September"
+++ */
with enrolments as (
    select
        enrolments.school_id,
        enrolments.pupil_id,
        enrolments.class_id,
        enrolments.enrolled_on,
        classes.school_year,
        classes.grade_level,
        classes.homeroom_staff_id,
        in_september(classes.school_year, enrolments.enrolled_on, 1) as september
    from staging.enrolments as enrolments
    left join staging.classes as classes
        on enrolments.school_id = classes.school_id
        and enrolments.class_id = classes.class_id
)

select *
from enrolments
-- of two on one day the one that core.pupil_classes counts
qualify row_number() over (partition by school_id, pupil_id, september order by enrolled_on asc, class_id desc) = 1
