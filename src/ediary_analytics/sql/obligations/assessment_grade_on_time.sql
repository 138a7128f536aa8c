/* +++
title    = "Assessment grade within a week"
duty     = "Each grade of a longer work is entered within a week of the day the pupil wrote it."
remedy   = "Enter the pupil's grade; who was ill is graded within a week of writing."
why      = "Each pupil has the same right to a timely answer, the one who wrote later too."
owner    = "teacher"
severity = "warning"
needs    = ["grades.entered_at", "assessments"]

[lt]
title  = "Darbo įvertinimas įrašytas per savaitę"
duty   = "Kiekvienas ilgesnio darbo įvertinimas įrašomas per savaitę nuo dienos, kurią mokinys darbą atliko."
remedy = "Įrašykite mokinio įvertinimą; sirgusio mokinio darbas vertinamas per savaitę nuo atlikimo."
why    = "Kiekvienas mokinys turi teisę laiku sužinoti rezultatą, taip pat ir tas, kuris rašė vėliau."

[settings]
days = 7
+++ */
with grades as (
    select * from core.grades
    where assessment_id is not null
),

assessments as (
    select * from core.assessments
    where is_any_of(kind, ['test', 'independent', 'project', 'long_work'])
)

select
    grades.school_id,
    grades.grade_id as subject_id,
    grades.given_on as on_date,
    grades.owner_id,
    grades.class_id,
    grades.group_id,
    grades.pupil_id,
    end_of_day(grades.given_on + $days) as due_at,
    grades.entered_at as done_at,
    grades.value as detail
from grades
semi join assessments
    on grades.school_id = assessments.school_id
    and grades.assessment_id = assessments.assessment_id
