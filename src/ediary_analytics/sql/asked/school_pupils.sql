/* +++
title = "Pupils of general classes with a school day in the period, in the class of their last enrolled day in it"
+++ */
with periods as (
    select * from asked.login_periods
),

-- of whom the viewer may know the logins: whose parents are out of scope is counted by nobody as not reached
pupils as (
    select * from core.people
    where kind = 'pupil'
),

at_school as (
    select distinct
        periods.school_id,
        periods.period,
        periods.since,
        periods.until,
        pupils.pupil_id
    from periods
    inner join core.school_days as days
        on periods.school_id = days.school_id
        and days.day between periods.since and periods.until
        and days.class_kind is distinct from 'preschool'
    inner join pupils
        on days.school_id = pupils.school_id
        and days.class_id = pupils.class_id
        and days.day between pupils.since and pupils.until
),

placed as (
    select
        at_school.school_id,
        at_school.period,
        at_school.pupil_id,
        arg_max(pupils.class_id, pupils.since) as class_id
    from at_school
    inner join pupils
        on at_school.school_id = pupils.school_id
        and at_school.pupil_id = pupils.pupil_id
        and at_school.since <= pupils.until
        and at_school.until >= pupils.since
    group by all
)

select
    placed.school_id,
    keyed('class', placed.class_id) as class_id,
    keyed('grade', classes.grade_level) as grade_level,
    keyed('pupil', placed.pupil_id) as pupil_id,
    placed.period,
    placed.pupil_id as who
from placed
left join core.classes as classes
    on placed.school_id = classes.school_id
    and placed.class_id = classes.class_id
