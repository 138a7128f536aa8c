/* +++
title    = "Substitution recorded"
duty     = "Who takes a lesson in a colleague's place is entered in the diary on the day of the lesson."
remedy   = "Enter who substituted for whom; what is late cannot be undone, agree on how to do it in time."
why      = "The record of the lesson is expected of the substitute, and the hours are paid by this entry."
owner    = "teacher"
severity = "warning"
needs    = ["substitutions.recorded_at"]
detail   = "lesson"

[lt]
title  = "Pavadavimas įrašytas"
duty   = "Tai, kas pavaduoja mokytoją, įrašoma į dienyną pamokos dieną."
remedy = "Įrašykite, kas ką pavadavo; pavėluoto įrašo atitaisyti negalima, susitarkite, kaip spėti laiku."
why    = "Pagal šį įrašą pamokos įvedimo laukiama iš pavaduojančio mokytojo ir apmokamos jo valandos."
+++ */
with substitutions as (
    select * from core.substitutions
)

select
    substitutions.school_id,
    concat_ws('|', substitutions.held_on, substitutions.group_id, substitutions.lesson_no) as subject_id,
    substitutions.held_on as on_date,
    coalesce(substitutions.staff_id, groups.staff_id) as owner_id,
    groups.class_id,
    substitutions.group_id,
    null as pupil_id,
    end_of_day(substitutions.held_on) as due_at,
    substitutions.recorded_at as done_at,
    substitutions.lesson_no::varchar as detail
from substitutions
left join core.groups as groups
    on substitutions.school_id = groups.school_id
    and substitutions.group_id = groups.group_id
