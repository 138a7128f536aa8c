/* +++
title    = "Term grade entered"
duty     = "On the last day of a term each pupil has a term grade in each subject."
remedy   = "Enter the pupil's term grade; when there is nothing to grade, write that (atl, neat)."
why      = "Without it the pupil's term is not closed, and the class's results cannot be counted."
owner    = "teacher"
severity = "critical"
needs    = ["term_grades.entered_at", "groups", "group_members", "enrolments", "classes", "terms"]

[lt]
title  = "Laikotarpio įvertinimas išvestas"
duty   = "Paskutinę laikotarpio dieną kiekvienas mokinys turi kiekvieno dalyko įvertinimą."
remedy = "Įrašykite mokinio laikotarpio įvertinimą; jei vertinti nėra ko, pažymėkite tai (atl, neat)."
why    = "Be jo mokinio laikotarpis neuždarytas, o klasės rezultatų neįmanoma suskaičiuoti."
+++ */
with units as (
    select * from core.term_grade_units
),

entered as (
    select * from core.term_grades
    where not is_blank(value)
)

select
    units.school_id,
    concat_ws('|', units.pupil_id, units.group_id, units.term_id) as subject_id,
    units.ends_on as on_date,
    units.staff_id as owner_id,
    units.class_id,
    units.group_id,
    units.pupil_id,
    end_of_day(units.ends_on) as due_at,
    entered.entered_at as done_at,
    units.term_id as detail
from units
left join entered
    on units.school_id = entered.school_id
    and units.pupil_id = entered.pupil_id
    and units.group_id = entered.group_id
    and units.term_id = entered.term_id
