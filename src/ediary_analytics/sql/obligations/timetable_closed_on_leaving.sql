/* +++
title    = "Timetable closed on leaving"
duty     = "Who leaves the school closes the own timetable by the last day of work."
remedy   = "Set the last day of the timetable row to the teacher's last day, and give the lesson to the successor."
why      = "An open row keeps promising lessons of somebody who is no longer there to record them."
owner    = "teacher"
severity = "warning"
needs    = ["timetable", "staff"]
detail   = "timetable"

[lt]
title  = "Išeinančio mokytojo tvarkaraštis panaikintas"
duty   = "Nutraukęs darbo sutartį mokytojas iki paskutinės darbo dienos panaikina savo tvarkaraštį."
remedy = "Tvarkaraščio eilutės galiojimą baikite mokytojo paskutine darbo diena, o pamoką perduokite kitam mokytojui."
why    = "Dėl nepanaikinto tvarkaraščio laukiama įrašų iš mokytojo, kuris jų padaryti nebegali."
+++ */
with slots as (
    select * from core.timetable
),

leavers as (
    select * from core.staff
    where employed_to is not null
)

select
    slots.school_id,
    concat_ws('|', slots.group_id, slots.weekday, slots.lesson_no, slots.valid_from) as subject_id,
    leavers.employed_to as on_date,
    slots.staff_id as owner_id,
    groups.class_id,
    slots.group_id,
    null as pupil_id,
    end_of_day(leavers.employed_to) as due_at,
    case when slots.valid_to <= leavers.employed_to then leavers.employed_to::timestamp end as done_at,
    slots.valid_to::varchar as detail
from slots
inner join leavers
    on slots.school_id = leavers.school_id
    and slots.staff_id = leavers.staff_id
left join core.groups as groups
    on slots.school_id = groups.school_id
    and slots.group_id = groups.group_id
