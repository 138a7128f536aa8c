/* +++
title = "Why a viewer over whole schools sees a pupil: the school"
+++ */
select
    coalesce(schools.name, pupils.school_id) as name,
    null::date as since
from core.pupils as pupils
left join core.schools as schools on pupils.school_id = schools.school_id
where pupils.pupil_id = $pupil_id
order by pupils.school_id
