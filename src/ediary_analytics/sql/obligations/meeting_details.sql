/* +++
title    = "Meeting with topic and place"
duty     = "The entry of a parent meeting, an open day or an event tells what it is about and where it is."
remedy   = "Write the topic and the place into the entry."
why      = "An invitation without place and topic brings nobody."
owner    = "class_head"
severity = "info"
needs    = ["class_events", "classes"]
detail   = "blanks"

[lt]
title  = "Nurodyta renginio tema ir vieta"
duty   = "Tėvų susirinkimo, atvirų durų dienos ar renginio įraše nurodyta tema ir vieta."
remedy = "Įrašykite renginio temą ir vietą."
why    = "Kvietimas be vietos ir temos nieko nepakviečia."
+++ */
with checked as (
    select
        *,
        concat_ws(
            ', ',
            case when is_blank(topic) then 'topic' end,
            case when is_blank(place) then 'place' end
        ) as blanks
    from core.class_meetings
)

select
    school_id,
    event_id as subject_id,
    held_on as on_date,
    homeroom_staff_id as owner_id,
    class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(held_on) as due_at,
    case when blanks = '' then held_on::timestamp end as done_at,
    blanks as detail
from checked
