/* +++
title    = "Change of a locked term grade made known"
duty     = "Within a day of the change the administrator, the teacher, the pupil and the parents are told of it."
remedy   = "Send the message about the changed term grade to whoever has not had it."
why      = "Pupil and parents trust the locked grade; they must not find it changed by chance."
owner    = "administrator"
severity = "warning"
needs    = ["changes", "term_grades", "terms", "enrolments", "locks", "notices"]

[lt]
title  = "Apie užrakinto įvertinimo keitimą pranešta"
duty   = "Per parą nuo pakeitimo apie jį pranešama administratoriui, mokytojui, mokiniui ir jo tėvams."
remedy = "Išsiųskite pranešimą apie pakeistą įvertinimą tiems, kurie jo negavo."
why    = "Mokinys ir tėvai pasitiki užrakintu įvertinimu; jie neturi pakeitimo aptikti atsitiktinai."

[settings]
days = 1
+++ */
with changes as (
    select
        *,
        changed_at::date as changed_on
    from core.changed_records
    where scope = 'term'
),

locked as (
    select
        school_id,
        change_id,
        min(locked_at) as locked_at
    from core.change_locks
    group by all
),

notices as (
    select * from core.notices
    where
        sent_at is not null
        and recipient_kind in ('administrator', 'teacher', 'pupil', 'guardian')
),

told as (
    select
        school_id,
        change_id,
        max(sent_at) as sent_at
    from notices
    group by all
    having count(distinct recipient_kind) = 4
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
    changes.changed_at + to_days($days) as due_at,
    told.sent_at as done_at,
    concat_ws(' → ', changes.old_value, changes.new_value) as detail
from changes
inner join locked
    on changes.school_id = locked.school_id
    and changes.change_id = locked.change_id
    and changes.changed_at > locked.locked_at
left join told
    on changes.school_id = told.school_id
    and changes.change_id = told.change_id
left join core.pupil_classes as pupil_classes
    on changes.school_id = pupil_classes.school_id
    and changes.pupil_id = pupil_classes.pupil_id
    and changes.changed_on between pupil_classes.since and pupil_classes.until
left join administrators on changes.school_id = administrators.school_id
