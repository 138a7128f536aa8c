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
select
    school_id,
    concat_ws('|', pupil_id, group_id, term_id) as subject_id,
    ends_on as on_date,
    staff_id as owner_id,
    class_id,
    group_id,
    pupil_id,
    end_of_day(ends_on) as due_at,
    entered_at as done_at,
    term_name as detail
from core.term_grade_units
