/* +++
title    = "Timetable entered"
duty     = "By the first days of September every group that is taught has its timetable in the diary."
remedy   = "Enter the group's lessons in the timetable."
why      = "Without a timetable no lesson is expected, so nobody notices the ones that are not recorded."
owner    = "teacher"
severity = "critical"
needs    = ["timetable.entered_at", "groups", "group_members", "enrolments", "classes", "terms"]

[lt]
title  = "Tvarkaraštis suvestas"
duty   = "Pirmosiomis rugsėjo dienomis kiekviena mokoma grupė turi dienyne savo tvarkaraštį."
remedy = "Suveskite grupės pamokas į tvarkaraštį."
why    = "Be tvarkaraščio nežinoma, kokių pamokų laukti, todėl niekas nepastebi neįvestųjų."

[settings]
# the day of September
september_day = 5
+++ */
with groups as (
    select * from core.groups
    where kind = 'formal'
),

years as (
    select * from core.group_years
),

entered as (
    select
        school_id,
        group_id,
        min(entered_at) as entered_at
    from core.timetable
    group by all
)

select
    groups.school_id,
    groups.group_id as subject_id,
    years.starts_on as on_date,
    groups.staff_id as owner_id,
    groups.class_id,
    groups.group_id,
    null as pupil_id,
    end_of_day(in_september(years.school_year, years.starts_on, $september_day)) as due_at,
    entered.entered_at as done_at,
    groups.name as detail
from groups
inner join years
    on groups.school_id = years.school_id
    and groups.group_id = years.group_id
left join entered
    on groups.school_id = entered.school_id
    and groups.group_id = entered.group_id
