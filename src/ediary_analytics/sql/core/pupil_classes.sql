/* +++
title = "The class of each pupil over time, in stretches that never overlap: of two enrolments the newer counts"
+++ */
with enrolments as (
    select * from staging.enrolments
),

-- a stretch can begin where an enrolment begins and the day after one ends
bounds as (
    select
        school_id,
        pupil_id,
        enrolled_on as since
    from enrolments
    union
    select
        school_id,
        pupil_id,
        left_on + 1 as since
    from enrolments
    where left_on is not null
),

stretches as (
    select
        *,
        lead(since) over (partition by school_id, pupil_id order by since) - 1 as until
    from bounds
)

select
    stretches.school_id,
    stretches.pupil_id,
    stretches.since,
    coalesce(stretches.until, date '9999-12-31') as until,
    arg_max(enrolments.class_id, (enrolments.enrolled_on, enrolments.class_id)) as class_id
from stretches
inner join enrolments
    on stretches.school_id = enrolments.school_id
    and stretches.pupil_id = enrolments.pupil_id
    and stretches.since >= enrolments.enrolled_on
    and coalesce(stretches.since <= enrolments.left_on, true)
group by all
