/* +++
title    = "Assessment grade within a week"
duty     = "Each grade of a longer work is entered within a week of the day the pupil wrote it."
remedy   = "Enter the pupil's grade; who was ill is graded within a week of writing."
why      = "Each pupil has the same right to a timely answer, the one who wrote later too."
owner    = "teacher"
severity = "warning"
needs    = ["grades.entered_at", "assessments"]
detail   = "grade"

[lt]
title  = "Darbo įvertinimas įrašytas per savaitę"
duty   = "Kiekvienas ilgesnio darbo įvertinimas įrašomas per savaitę nuo dienos, kurią mokinys darbą atliko."
remedy = "Įrašykite mokinio įvertinimą; sirgusio mokinio darbas vertinamas per savaitę nuo atlikimo."
why    = "Kiekvienas mokinys turi teisę laiku sužinoti rezultatą, taip pat ir tas, kuris rašė vėliau."

[settings]
days = 7
+++ */
select
    school_id,
    grade_id as subject_id,
    given_on as on_date,
    owner_id,
    class_id,
    group_id,
    pupil_id,
    end_of_day(given_on + $days) as due_at,
    entered_at as done_at,
    value as detail
from core.grades
where is_any_of(assessment_kind, ['test', 'independent', 'project', 'long_work'])
