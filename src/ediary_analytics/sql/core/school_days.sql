/* +++
title = "School days of each class: working days of its school year outside the closures of its grade"
+++ */
with years as (
    select * from core.class_terms
    where kind = 'year'
),

closures as (
    select
        *,
        coalesce(ends_on, starts_on) as last_day,
        coalesce(min_grade = 0 or max_grade = 0, false) as names_preschool
    from staging.closures
),

year_days as (
    select distinct
        years.school_id,
        years.class_id,
        years.class_kind,
        years.grade_level,
        years.school_year,
        calendar.day
    from years
    inner join core.calendar as calendar
        on calendar.day between years.starts_on and years.ends_on
        and calendar.is_working
)

select
    year_days.school_id,
    year_days.class_id,
    year_days.class_kind,
    year_days.school_year,
    year_days.day
from year_days
where not exists (
    select 1
    from closures
    where
        closures.school_id = year_days.school_id
        and year_days.day between closures.starts_on and closures.last_day
        and grade_within(year_days.grade_level, closures.min_grade, closures.max_grade)
        -- a kindergarten works through the school's vacations unless they are its own
        and (
            year_days.class_kind is distinct from 'preschool'
            or closures.kind is distinct from 'vacation'
            or closures.names_preschool
        )
)
