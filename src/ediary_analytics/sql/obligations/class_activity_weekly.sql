/* +++
title    = "Class head's work recorded weekly"
duty     = "Each week of school the class head enters what was done with the class."
remedy   = "Enter the week's class hour or other activity of the class."
why      = "Work with the class that is not written down cannot be seen by parents, nor counted as done."
owner    = "class_head"
severity = "warning"
needs    = ["class_events", "classes", "terms"]
detail   = "week"

[lt]
title  = "Klasės vadovo veikla pildoma kas savaitę"
duty   = "Kiekvieną mokslo savaitę klasės vadovas įrašo, kas nuveikta su klase."
remedy = "Įrašykite tos savaitės klasės valandėlę ar kitą klasės veiklą."
why    = "Neįrašyto darbo su klase nemato tėvai ir jo negalima įskaityti."
+++ */
with weeks as (
    select * from core.class_weeks
    where class_kind is distinct from 'preschool'
),

recorded as (
    select
        school_id,
        class_id,
        week_of(held_on) as week,
        min(recorded_at) as recorded_at
    from core.class_events
    group by all
)

select
    weeks.school_id,
    concat_ws('|', weeks.class_id, weeks.week) as subject_id,
    weeks.last_school_day as on_date,
    classes.homeroom_staff_id as owner_id,
    weeks.class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(weeks.last_day) as due_at,
    recorded.recorded_at as done_at,
    weeks.week as detail
from weeks
inner join core.classes as classes
    on weeks.school_id = classes.school_id
    and weeks.class_id = classes.class_id
left join recorded
    on weeks.school_id = recorded.school_id
    and weeks.class_id = recorded.class_id
    and weeks.week = recorded.week
