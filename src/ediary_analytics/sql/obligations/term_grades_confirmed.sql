/* +++
title    = "Term grade confirmed"
duty     = "Within seven working days of the term's end each term grade is confirmed."
remedy   = "Check the pupil's term grade and confirm it; enter it first where there is none."
why      = "Only a confirmed grade is final: reports and certificates are made from it."
owner    = "teacher"
severity = "critical"
needs    = ["term_grades.confirmed_at", "groups", "group_members", "enrolments", "classes", "terms"]

[lt]
title  = "Laikotarpio įvertinimas patvirtintas"
duty   = "Per septynias darbo dienas laikotarpiui pasibaigus kiekvienas jo įvertinimas patvirtinamas."
remedy = "Patikrinkite mokinio laikotarpio įvertinimą ir patvirtinkite; jei jo nėra, pirmiausia įrašykite."
why    = "Tik patvirtintas įvertinimas yra galutinis: iš jo rengiamos ataskaitos ir pažymėjimai."

[settings]
days = 7
+++ */
with units as (
    select
        *,
        end_of_day(working_day_after(ends_on, $days)) as due_at
    from core.term_grade_units
),

confirmed as (
    select
        school_id,
        pupil_id,
        group_id,
        term_id,
        min(confirmed_at) as confirmed_at
    from core.term_grades
    group by all
)

select
    units.school_id,
    concat_ws('|', units.pupil_id, units.group_id, units.term_id) as subject_id,
    units.ends_on as on_date,
    units.staff_id as owner_id,
    units.class_id,
    units.group_id,
    units.pupil_id,
    units.due_at,
    confirmed.confirmed_at as done_at,
    units.term_id as detail
from units
left join confirmed
    on units.school_id = confirmed.school_id
    and units.pupil_id = confirmed.pupil_id
    and units.group_id = confirmed.group_id
    and units.term_id = confirmed.term_id
