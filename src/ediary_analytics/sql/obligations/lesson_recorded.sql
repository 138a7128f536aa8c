/* +++
title    = "Lesson recorded"
duty     = "Every lesson of the timetable is entered in the diary on its day."
remedy   = "Open the lesson in the diary and fill it in; if it did not take place, write down why."
why      = "A lesson that is not recorded is unknown: nobody can tell whether pupils were taught, or who was there."
owner    = "teacher"
severity = "critical"
needs    = ["timetable", "groups", "classes", "terms", "lessons.filled_at"]

[lt]
title  = "Pamoka įvesta"
duty   = "Kiekviena tvarkaraščio pamoka tą pačią dieną įvedama į dienyną."
remedy = "Atverkite pamoką dienyne ir ją užpildykite; jei pamoka neįvyko, įrašykite priežastį."
why    = "Neįvesta pamoka yra nežinoma: niekas negali pasakyti, ar mokiniai mokėsi ir kas dalyvavo."

[settings]
due_time = 23:59:59
+++ */
with expected as (
    select * from core.expected_lessons
    where group_kind in ('formal', 'home', 'consultation', 'support')
),

substitutes as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        min(staff_id) as staff_id
    from core.substitutions
    group by all
),

recorded as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        min(filled_at) as filled_at
    from core.lessons
    group by all
)

select
    expected.school_id,
    concat_ws('|', expected.group_id, expected.held_on, expected.lesson_no) as subject_id,
    expected.held_on as on_date,
    coalesce(substitutes.staff_id, expected.staff_id) as owner_id,
    expected.class_id,
    expected.group_id,
    null as pupil_id,
    expected.held_on + $due_time as due_at,
    recorded.filled_at as done_at,
    expected.lesson_no::varchar as detail
from expected
left join substitutes
    on expected.school_id = substitutes.school_id
    and expected.group_id = substitutes.group_id
    and expected.held_on = substitutes.held_on
    and expected.lesson_no = substitutes.lesson_no
left join recorded
    on expected.school_id = recorded.school_id
    and expected.group_id = recorded.group_id
    and expected.held_on = recorded.held_on
    and expected.lesson_no = recorded.lesson_no
