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
select
    school_id,
    concat_ws('|', pupil_id, group_id, term_id) as subject_id,
    ends_on as on_date,
    staff_id as owner_id,
    class_id,
    group_id,
    pupil_id,
    end_of_day(working_day_after(ends_on, $days)) as due_at,
    confirmed_at as done_at,
    term_name as detail
from core.term_grade_units
