/* +++
title    = "Change of locked data has its act"
duty     = "Attendance and grades of a locked period are changed only with an act about the unlocking."
remedy   = "Write the act about the change of data that names the lock of the period."
why      = "What was locked has been reported; a change without an act makes the reports wrong and nobody knows why."
owner    = "administrator"
severity = "critical"
needs    = [
    "changes", "attendance", "lessons", "grades", "term_grades", "terms", "enrolments", "locks", "unlock_acts",
]
detail   = "record"

[lt]
title  = "Užrakintų duomenų keitimas įformintas aktu"
duty   = "Užrakinto laikotarpio lankomumas ir įvertinimai keičiami tik surašius atrakinimo aktą."
remedy = "Surašykite aktą dėl duomenų keitimo, kuriame nurodytas to laikotarpio užrakinimas."
why    = "Už užrakintus duomenis jau atsiskaityta; pakeitus juos be akto, ataskaitos klaidingos ir neaišku kodėl."
+++ */
with changes as (
    select
        *,
        changed_at::date as changed_on
    from core.changed_records
),

locks as (
    select * from core.change_locks
),

locked as (
    select
        locks.school_id,
        locks.change_id,
        min(locks.locked_at) as locked_at,
        bool_or(acts.act_id is not null) as has_act
    from locks
    left join core.unlock_acts as acts
        on locks.school_id = acts.school_id
        and locks.lock_id = acts.lock_id
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    changes.school_id,
    changes.change_id as subject_id,
    changes.changed_on as on_date,
    administrators.staff_id as owner_id,
    pupil_classes.class_id,
    changes.group_id,
    changes.pupil_id,
    end_of_day(changes.changed_on) as due_at,
    case when locked.has_act then changes.changed_on::timestamp end as done_at,
    concat_ws(' / ', changes.entity, changes.period) as detail
from changes
inner join locked
    on changes.school_id = locked.school_id
    and changes.change_id = locked.change_id
    and changes.changed_at > locked.locked_at
left join core.pupil_classes as pupil_classes
    on changes.school_id = pupil_classes.school_id
    and changes.pupil_id = pupil_classes.pupil_id
    and changes.changed_on between pupil_classes.since and pupil_classes.until
left join administrators on changes.school_id = administrators.school_id
