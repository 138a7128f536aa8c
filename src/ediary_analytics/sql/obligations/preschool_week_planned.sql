/* +++
title    = "Kindergarten week reflected and planned"
duty     = "Every Friday the group's staff write the week's reflection and draft the next week's plan."
remedy   = "Write the reflection of the week and the draft plan of the next one."
why      = "A plan that grows out of the week before suits the children who were there."
owner    = "group_staff"
severity = "warning"
needs    = ["duties_done", "groups", "classes", "terms"]
detail   = "word"

[lt]
title  = "Darželio grupės savaitė apmąstyta ir suplanuota"
duty   = "Kiekvieną penktadienį grupės pedagogas užpildo savaitės refleksiją ir parengia kitos savaitės planą."
remedy = "Užpildykite savaitės refleksiją ir preliminarų kitos savaitės veiklos planą."
why    = "Iš praėjusios savaitės kylantis planas labiau tinka tiems vaikams, kurie joje dalyvavo."
+++ */
with weeks as (
    select distinct
        school_id,
        group_id,
        class_id,
        staff_id,
        date_trunc('week', day)::date + 4 as friday
    from core.preschool_days
),

kinds as (
    select unnest(['week_reflection', 'week_plan']) as kind
),

done as (
    select
        school_id,
        group_id,
        kind,
        period,
        min(done_at) as done_at
    from core.duties_done
    where is_any_of(kind, ['week_reflection', 'week_plan'])
    group by all
)

select
    weeks.school_id,
    concat_ws('|', weeks.group_id, week_of(weeks.friday), kinds.kind) as subject_id,
    weeks.friday as on_date,
    weeks.staff_id as owner_id,
    weeks.class_id,
    weeks.group_id,
    null as pupil_id,
    end_of_day(weeks.friday) as due_at,
    done.done_at,
    kinds.kind as detail
from weeks
cross join kinds
left join done
    on weeks.school_id = done.school_id
    and weeks.group_id = done.group_id
    and week_of(weeks.friday) = done.period
    and kinds.kind = done.kind
