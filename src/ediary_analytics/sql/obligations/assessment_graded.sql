/* +++
title    = "Assessment graded within a week"
duty     = "Grades of tests, independent, project and other long works are in the diary within a week."
remedy   = "Mark the works and enter the grades; if nobody was graded, remove the assessment."
why      = "A mark helps learning only while the pupil remembers the work."
owner    = "teacher"
severity = "warning"
needs    = ["assessments", "grades.entered_at"]

[lt]
title  = "Atsiskaitymas įvertintas per savaitę"
duty   = "Kontrolinių, savarankiškų, projektinių ir kitų ilgalaikių darbų įvertinimai surašomi per savaitę."
remedy = "Ištaisykite darbus ir įrašykite įvertinimus; jei nieko nevertinote, panaikinkite atsiskaitymą."
why    = "Įvertinimas padeda mokytis, kol mokinys dar prisimena darbą."

[settings]
days = 7
+++ */
with assessments as (
    select * from core.assessments
    where is_any_of(kind, ['test', 'independent', 'project', 'long_work'])
),

graded as (
    select
        school_id,
        assessment_id,
        min(entered_at) as entered_at
    from core.grades
    where assessment_id is not null
    group by all
)

select
    assessments.school_id,
    assessments.assessment_id as subject_id,
    assessments.held_on as on_date,
    assessments.staff_id as owner_id,
    assessments.class_id,
    assessments.group_id,
    null as pupil_id,
    end_of_day(assessments.held_on + $days) as due_at,
    graded.entered_at as done_at,
    assessments.topic as detail
from assessments
left join graded
    on assessments.school_id = graded.school_id
    and assessments.assessment_id = graded.assessment_id
