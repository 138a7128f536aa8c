/* +++
title    = "Kindergarten day recorded by half past nine"
duty     = "Every day by 9:30 the group's staff enter who is there and who came late."
remedy   = "Enter the day's attendance of the group in the morning."
why      = "Meals are ordered and parents are called by this list."
owner    = "group_staff"
severity = "critical"
needs    = ["groups", "classes", "terms", "lessons.filled_at"]

[lt]
title  = "Darželio grupės lankomumas suvestas iš ryto"
duty   = "Kiekvieną darbo dieną iki 9.30 val. grupės pedagogas suveda tos dienos lankomumą ir vėlavimą."
remedy = "Rytą suveskite grupės dienos lankomumą."
why    = "Pagal šį sąrašą užsakomas maitinimas ir skambinama tėvams."

[settings]
due_time = 09:30:00
+++ */
with days as (
    select * from core.preschool_days
),

recorded as (
    select
        school_id,
        group_id,
        held_on,
        min(filled_at) as filled_at
    from core.lessons
    where lesson_no = 0
    group by all
)

select
    days.school_id,
    concat_ws('|', days.group_id, days.day) as subject_id,
    days.day as on_date,
    days.staff_id as owner_id,
    days.class_id,
    days.group_id,
    null as pupil_id,
    days.day + $due_time as due_at,
    recorded.filled_at as done_at,
    null as detail
from days
left join recorded
    on days.school_id = recorded.school_id
    and days.group_id = recorded.group_id
    and days.day = recorded.held_on
