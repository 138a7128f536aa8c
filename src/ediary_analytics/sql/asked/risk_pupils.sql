/* +++
title = "Every pupil of a general class on the day of T, with the last school days of that class and those before them"
shared = true

[settings]
window_days = 45

[sources]
window_days = "school days of the class, about a quarter of a school year: the school's own choice"

[lt.sources]
window_days = "klasės ugdymo dienos, apie ketvirtį mokslo metų: mokyklos pasirinkimas"
+++ */
with days as (
    select
        school_id,
        class_id,
        day,
        row_number() over (partition by school_id, class_id order by day desc) as days_ago
    from core.school_days
    where
        class_kind is distinct from 'preschool'
        and day <= getvariable('as_of')::date
    -- fewer early in the year
    qualify school_year is not distinct from max(school_year) over (partition by school_id, class_id)
),

windows as (
    select
        school_id,
        class_id,
        min(day) filter (where days_ago <= setting('window_days')) as since,
        min(day) filter (
            where days_ago > setting('window_days') and days_ago <= 2 * setting('window_days')
        ) as before_since
    from days
    group by all
)

select
    pupil_classes.school_id,
    pupil_classes.pupil_id,
    pupil_classes.class_id,
    classes.grade_level,
    windows.since,
    getvariable('as_of')::date as until,
    windows.before_since
from core.pupil_classes as pupil_classes
inner join core.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
left join windows
    on pupil_classes.school_id = windows.school_id
    and pupil_classes.class_id = windows.class_id
where
    classes.kind is distinct from 'preschool'
    and getvariable('as_of')::date between pupil_classes.since and pupil_classes.until
    -- one pupil's page needs no more
    and coalesce(pupil_classes.pupil_id = getvariable('pupil'), true)
