/* +++
title = "Each pupil on the first enrolment of a school year, and each guardian of that pupil, with their contacts"
+++ */
with enrolments as (
    select * from core.first_enrolments
)

select
    enrolments.*,
    'pupil' as person_kind,
    enrolments.pupil_id as person_id,
    pupils.email,
    pupils.phone
from enrolments
left join staging.pupils as pupils
    on enrolments.school_id = pupils.school_id
    and enrolments.pupil_id = pupils.pupil_id
union all
select
    enrolments.*,
    'guardian' as person_kind,
    guardians.guardian_id as person_id,
    guardians.email,
    guardians.phone
from enrolments
inner join staging.guardians as guardians
    on enrolments.school_id = guardians.school_id
    and enrolments.pupil_id = guardians.pupil_id
