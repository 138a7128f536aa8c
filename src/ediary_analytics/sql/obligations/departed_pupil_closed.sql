/* +++
title    = "Departed pupil closed"
duty     = "Once a pupil has left a class, its groups record nothing more of the pupil."
remedy   = "Take the pupil off the lists of the class's groups and remove what was recorded after the last day."
why      = "Whoever stays on the lists gets absences and grades that were never theirs."
owner    = "administrator"
severity = "warning"
needs    = ["enrolments", "attendance", "lessons", "grades", "groups"]
detail   = "last_record"

[lt]
title  = "Išvykęs mokinys išbrauktas"
duty   = "Mokiniui išvykus iš klasės, jos grupėse apie jį daugiau nieko neįrašoma."
remedy = "Išbraukite mokinį iš klasės grupių sąrašų ir panaikinkite, kas įrašyta po paskutinės dienos."
why    = "Sąraše likusiam mokiniui įrašoma praleistų pamokų ir įvertinimų, kurių jis niekada neturėjo."
+++ */
with departures as (
    select * from core.enrolments
    where left_on is not null
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    departures.school_id,
    concat_ws('|', departures.pupil_id, departures.class_id, departures.enrolled_on) as subject_id,
    departures.left_on as on_date,
    administrators.staff_id as owner_id,
    departures.class_id,
    null as group_id,
    departures.pupil_id,
    end_of_day(departures.left_on) as due_at,
    case when records.last_day is null then departures.left_on::timestamp end as done_at,
    records.last_day::varchar as detail
from departures
left join core.pupil_last_records as records
    on departures.school_id = records.school_id
    and departures.pupil_id = records.pupil_id
    and departures.class_id = records.class_id
    and departures.left_on < records.last_day
left join administrators on departures.school_id = administrators.school_id
