/* +++
title    = "Grade entered the same day"
duty     = "An ordinary or cumulative grade is entered on the day it is given."
remedy   = "Enter the grade during the lesson or on the same day."
why      = "Pupils and parents follow progress by the diary; a grade that comes later cannot be discussed in time."
owner    = "teacher"
severity = "warning"
needs    = ["grades.entered_at"]
detail   = "grade"

[lt]
title  = "Pažymys įrašytas tą pačią dieną"
duty   = "Paprastas ar kaupiamasis pažymys įrašomas tą dieną, kurią gautas."
remedy = "Pažymį įrašykite per pamoką arba tą pačią dieną."
why    = "Mokiniai ir tėvai pažangą stebi dienyne; vėliau atsiradusio pažymio laiku neaptarsi."
+++ */
select
    school_id,
    grade_id as subject_id,
    given_on as on_date,
    owner_id,
    class_id,
    group_id,
    pupil_id,
    end_of_day(given_on) as due_at,
    entered_at as done_at,
    value as detail
from core.grades
where is_any_of(kind, ['ordinary', 'cumulative'])
