/* +++
title    = "Informal lesson recorded"
duty     = "Every meeting of a club or of the after-school group is entered in the diary on its day."
remedy   = "Open the meeting in the diary and fill it in; if it did not take place, write down why."
why      = "Clubs and the after-school group are paid for and answered for by what the diary says of them."
owner    = "teacher"
severity = "warning"
needs    = ["timetable", "groups", "classes", "terms", "lessons.lesson_no", "lessons.filled_at"]
detail   = "lesson"

[lt]
title  = "Neformaliojo švietimo užsiėmimas įvestas"
duty   = "Kiekvienas būrelio ar visos dienos mokyklos grupės užsiėmimas tą pačią dieną įvedamas į dienyną."
remedy = "Atverkite užsiėmimą dienyne ir jį užpildykite; jei užsiėmimas neįvyko, įrašykite priežastį."
why    = "Už būrelius ir visos dienos mokyklos grupes atsiskaitoma pagal tai, kas įrašyta dienyne."

[settings]
due_time = 23:59:59
+++ */
with lessons as (
    select * from core.lesson_records
    where is_any_of(group_kind, ['informal', 'after_school'])
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
