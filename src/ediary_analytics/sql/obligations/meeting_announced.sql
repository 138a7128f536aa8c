/* +++
title    = "Meeting announced ahead"
duty     = "Parent meetings, open days and events are announced three working days ahead, in kindergarten a week."
remedy   = "Announce it in the diary now, or move it to a later day."
why      = "Parents have to arrange their work before they can come."
owner    = "class_head"
severity = "warning"
needs    = ["class_events", "classes"]

[lt]
title  = "Apie renginį paskelbta iš anksto"
duty   = "Apie susirinkimus, atvirų durų dienas, renginius skelbiama prieš 3 darbo dienas, darželyje – prieš savaitę."
remedy = "Paskelbkite apie renginį dienyne dabar arba perkelkite jį į vėlesnę dieną."
why    = "Kad galėtų ateiti, tėvai turi suderinti savo darbą."

[settings]
# working days ahead; of kindergarten, days ahead
days           = 3
preschool_days = 7
+++ */
with meetings as (
    select * from core.class_meetings
)

select
    school_id,
    event_id as subject_id,
    held_on as on_date,
    homeroom_staff_id as owner_id,
    class_id,
    null as group_id,
    null as pupil_id,
    case
        when class_kind = 'preschool' then end_of_day(held_on - $preschool_days)
        else end_of_day(working_day_before(held_on, $days))
    end as due_at,
    announced_at as done_at,
    topic as detail
from meetings
