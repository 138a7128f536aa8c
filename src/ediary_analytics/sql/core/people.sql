/* +++
title = "When a pupil, a guardian or a member of staff belongs to the school; pupils and guardians with the class then"
+++ */
with pupil_classes as (
    select
        pupil_classes.*,
        classes.grade_level
    from core.pupil_classes as pupil_classes
    left join staging.classes as classes
        on pupil_classes.school_id = classes.school_id
        and pupil_classes.class_id = classes.class_id
)

select
    school_id,
    'pupil' as kind,
    pupil_id as person_id,
    pupil_id,
    class_id,
    grade_level,
    since,
    until
from pupil_classes
union all
-- once for each child: whoever counts persons counts them distinct
select
    guardians.school_id,
    'guardian' as kind,
    guardians.guardian_id as person_id,
    guardians.pupil_id,
    pupil_classes.class_id,
    pupil_classes.grade_level,
    pupil_classes.since,
    pupil_classes.until
from staging.guardians as guardians
inner join pupil_classes
    on guardians.school_id = pupil_classes.school_id
    and guardians.pupil_id = pupil_classes.pupil_id
union all
select
    school_id,
    'staff' as kind,
    staff_id as person_id,
    null as pupil_id,
    null as class_id,
    null as grade_level,
    coalesce(employed_from, date '0001-01-01') as since,
    coalesce(employed_to, date '9999-12-31') as until
from staging.staff
