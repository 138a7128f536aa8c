/* +++
title    = "Unlocking has its act"
duty     = "Whenever a locked period is unlocked, an act about it is signed within a working day."
remedy   = "Write the act about the change of data and have it signed."
why      = "The act says who changed confirmed data and why; without it the change cannot be defended."
owner    = "administrator"
severity = "critical"
needs    = ["locks", "unlock_acts"]
detail   = "period"

[lt]
title  = "Atrakinimas įformintas aktu"
duty   = "Atrakinus užrakintą laikotarpį, per vieną darbo dieną pasirašomas aktas dėl duomenų keitimo."
remedy = "Surašykite aktą dėl duomenų keitimo ir duokite jį pasirašyti."
why    = "Aktas parodo, kas ir kodėl pakeitė patvirtintus duomenis; be jo pakeitimo nepagrįsi."

[settings]
days = 1
+++ */
with unlocked as (
    select
        *,
        unlocked_at::date as unlocked_on
    from core.locks
    where unlocked_at is not null
),

acts as (
    select
        school_id,
        lock_id,
        min(signed_on) as signed_on
    from core.unlock_acts
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    unlocked.school_id,
    unlocked.lock_id as subject_id,
    unlocked.unlocked_on as on_date,
    administrators.staff_id as owner_id,
    unlocked.class_id,
    null as group_id,
    null as pupil_id,
    deadlines.due_at,
    acts.signed_on::timestamp as done_at,
    unlocked.period as detail
from unlocked
left join acts
    on unlocked.school_id = acts.school_id
    and unlocked.lock_id = acts.lock_id
left join deadlines($days) as deadlines on unlocked.unlocked_on = deadlines.day
left join administrators on unlocked.school_id = administrators.school_id
