/* +++
title  = "Date outside the school year"
fault  = "A lesson, substitution, assessment or grade is dated outside the school year of its class."
why    = "A mistyped date puts the record where no month, week or term counts it."
remedy = "Correct the date in the diary, or the first and last day of the school year."

[needs]
lessons       = ["groups", "classes", "terms"]
substitutions = ["groups", "classes", "terms"]
assessments   = ["groups", "classes", "terms"]
grades        = ["groups", "classes", "terms"]

[lt]
title  = "Data ne mokslo metais"
fault  = "Pamokos, pavadavimo, atsiskaitymo ar įvertinimo data nepatenka į klasės mokslo metus."
why    = "Dėl klaidingos datos įrašas nepatenka į jokio mėnesio, savaitės ar laikotarpio duomenis."
remedy = "Ištaisykite datą dienyne arba mokslo metų pradžią ir pabaigą."
+++ */
with groups as (
    select * from core.groups
),

spans as (
    select
        groups.school_id,
        groups.group_id,
        groups.class_id,
        groups.staff_id,
        min(years.starts_on) as starts_on,
        max(years.ends_on) as ends_on
    from groups
    inner join core.class_years as years
        on groups.school_id = years.school_id
        and groups.class_id = years.class_id
    group by all
    union all
    -- a group without a class follows the school
    select
        groups.school_id,
        groups.group_id,
        null as class_id,
        groups.staff_id,
        min(years.starts_on) as starts_on,
        max(years.ends_on) as ends_on
    from groups
    inner join core.school_years as years
        on groups.school_id = years.school_id
        and coalesce(groups.school_year = years.school_year, true)
    where groups.class_id is null
    group by all
),

records as (
    select
        school_id,
        'lessons' as table_name,
        lesson_id as subject_id,
        held_on as day,
        group_id,
        null as pupil_id,
        staff_id
    from core.lessons
    union all
    select
        school_id,
        'substitutions' as table_name,
        concat_ws('|', held_on, group_id, lesson_no) as subject_id,
        held_on as day,
        group_id,
        null as pupil_id,
        staff_id
    from core.substitutions
    union all
    select
        school_id,
        'assessments' as table_name,
        assessment_id as subject_id,
        held_on as day,
        group_id,
        null as pupil_id,
        staff_id
    from core.assessments
    union all
    select
        school_id,
        'grades' as table_name,
        grade_id as subject_id,
        given_on as day,
        group_id,
        pupil_id,
        owner_id as staff_id
    from core.grades
    -- the rules themselves let these be given out of the year
    where kind is null or kind not in ('summer', 'external')
)

select
    records.school_id,
    records.table_name,
    records.subject_id,
    records.day as on_date,
    spans.class_id,
    records.group_id,
    records.pupil_id,
    coalesce(records.staff_id, spans.staff_id) as staff_id,
    concat(spans.starts_on, ' – ', spans.ends_on) as detail,
    records.day not between spans.starts_on and spans.ends_on as is_faulty
from records
inner join spans
    on records.school_id = spans.school_id
    and records.group_id = spans.group_id
where records.day is not null
