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
select
    school_id,
    assessment_id as subject_id,
    held_on as on_date,
    staff_id as owner_id,
    class_id,
    group_id,
    null as pupil_id,
    end_of_day(held_on + $days) as due_at,
    graded_at as done_at,
    topic as detail
from core.assessments
where is_any_of(kind, ['test', 'independent', 'project', 'long_work'])
