/* +++
title  = "Lesson on a closed day"
fault  = "A lesson stands on a vacation, holiday, weekend or other closed day of its class, with no reason given."
why    = "Such a lesson was not held, or the calendar is wrong and the days of school are miscounted."
remedy = "Write why the lesson was not held, move it to its true day, or correct the closures."

[needs]
lessons = ["groups", "classes", "terms", "closures"]

[lt]
title  = "Pamoka ne ugdymo dieną"
fault  = "Pamoka įrašyta per klasės atostogas, šventę, savaitgalį ar kitą laisvą dieną, o nevykimo priežasties nėra."
why    = "Tokia pamoka nevyko arba klaidingas kalendorius, todėl neteisingai skaičiuojamos ugdymo dienos."
remedy = "Nurodykite, kodėl pamoka nevyko, perkelkite ją į tikrąją dieną arba ištaisykite laisvų dienų sąrašą."
+++ */
with lessons as (
    select * from core.lessons
),

-- what lies outside the year is found by dates_in_year
spans as (
    select
        groups.school_id,
        groups.group_id,
        years.starts_on,
        years.ends_on
    from core.groups as groups
    inner join core.class_years as years
        on groups.school_id = years.school_id
        and groups.class_id = years.class_id
    union all
    select
        groups.school_id,
        groups.group_id,
        years.starts_on,
        years.ends_on
    from core.groups as groups
    inner join core.school_years as years
        on groups.school_id = years.school_id
        and coalesce(groups.school_year = years.school_year, true)
    where groups.class_id is null
)

select
    lessons.school_id,
    'lessons' as table_name,
    lessons.lesson_id as subject_id,
    lessons.held_on as on_date,
    lessons.class_id,
    lessons.group_id,
    null as pupil_id,
    lessons.owner_id as staff_id,
    lessons.topic as detail,
    lessons.is_held and days.day is null as is_faulty
from lessons
semi join spans
    on lessons.school_id = spans.school_id
    and lessons.group_id = spans.group_id
    and lessons.held_on between spans.starts_on and spans.ends_on
left join core.group_days as days
    on lessons.school_id = days.school_id
    and lessons.group_id = days.group_id
    and lessons.held_on = days.day
