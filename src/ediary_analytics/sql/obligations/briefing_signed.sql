/* +++
title    = "Safety briefing signed"
duty     = "Within five working days a briefing is in the diary with its content, and the pupils have signed its sheet."
remedy   = "Write the content of the briefing, print the sheet and let the pupils sign it."
why      = "After an accident the signed sheet is the proof that the pupils had been told."
owner    = "class_head"
severity = "critical"
needs    = ["class_events"]
detail   = "blanks"

[lt]
title  = "Instruktažo lapas pasirašytas"
duty   = "Per penkias darbo dienas įrašomas instruktažo turinys, o mokiniai pasirašo instruktažo lape."
remedy = "Įrašykite instruktažo turinį, išspausdinkite lapą ir pateikite mokiniams pasirašyti."
why    = "Įvykus nelaimei, pasirašytas lapas įrodo, kad mokiniai buvo instruktuoti."

[settings]
days = 5
+++ */
with briefings as (
    select
        *,
        concat_ws(
            ', ',
            case when is_blank(content) then 'content' end,
            case when sheet_signed is distinct from true then 'signatures' end
        ) as blanks
    from core.class_events
    where kind = 'briefing'
)

select
    briefings.school_id,
    briefings.event_id as subject_id,
    briefings.held_on as on_date,
    classes.homeroom_staff_id as owner_id,
    briefings.class_id,
    null as group_id,
    null as pupil_id,
    deadlines.due_at,
    case when briefings.blanks = '' then briefings.recorded_at end as done_at,
    briefings.blanks as detail
from briefings
left join deadlines($days) as deadlines on briefings.held_on = deadlines.day
left join core.classes as classes
    on briefings.school_id = classes.school_id
    and briefings.class_id = classes.class_id
