/* +++
title = "Pupils in scope and their guardians, as people with accounts"
+++ */
select
    school_id,
    'pupil' as kind,
    pupil_id as person_id
from scope.pupils
union
select
    guardians.school_id,
    'guardian' as kind,
    guardians.guardian_id as person_id
from core.guardians as guardians
inner join scope.pupils as pupils
    on guardians.school_id = pupils.school_id
    and guardians.pupil_id = pupils.pupil_id
