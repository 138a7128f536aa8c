/* +++
title    = "Lesson recorded"
duty     = "Every lesson of the timetable is entered in the diary on its day."
remedy   = "Open the lesson in the diary and fill it in; if it did not take place, write down why."
why      = "A lesson that is not recorded is unknown: nobody can tell whether pupils were taught, or who was there."
owner    = "teacher"
severity = "critical"
needs    = ["timetable", "groups", "classes", "terms", "lessons.lesson_no", "lessons.filled_at"]
detail   = "lesson"

[lt]
title  = "Pamoka įvesta"
duty   = "Kiekviena tvarkaraščio pamoka tą pačią dieną įvedama į dienyną."
remedy = "Atverkite pamoką dienyne ir ją užpildykite; jei pamoka neįvyko, įrašykite priežastį."
why    = "Neįvesta pamoka yra nežinoma: niekas negali pasakyti, ar mokiniai mokėsi ir kas dalyvavo."

[settings]
due_time = 23:59:59
+++ */
with lessons as (
    select * from core.lesson_records
    where is_any_of(group_kind, ['formal', 'home', 'consultation', 'support'])
)

select
    school_id,
    concat_ws('|', group_id, held_on, lesson_no) as subject_id,
    held_on as on_date,
    owner_id,
    class_id,
    group_id,
    null as pupil_id,
    held_on + $due_time as due_at,
    filled_at as done_at,
    lesson_no::varchar as detail
from lessons
