/* +++
title  = "Head counts of registry and diary differ"
fault  = "The pupil registry has another number of pupils than the diary has on the day by which the import is judged."
why    = "Money follows the registry; who is missing from the diary gets neither grades nor attendance."
remedy = "See who is in one of them only, in the duty that the registry is reconciled; import or remove these pupils."

[needs]
registry_pupils = ["enrolments"]

[lt]
title  = "Registre ir dienyne skiriasi mokinių skaičius"
fault  = "Mokinių registre yra kitoks mokinių skaičius negu dienyne tą dieną, pagal kurią vertinamas importas."
why    = "Lėšos skiriamos pagal registrą, o kurio nėra dienyne, tas neturi nei įvertinimų, nei lankomumo."
remedy = "Pareiga „Dienynas sutampa su Mokinių registru“ rodo, kas yra tik viename iš jų: importuokite arba išbraukite."
+++ */
-- before the first year begins, its first day is the one to compare on
with years as (
    select
        school_id,
        min(starts_on) as starts_on
    from core.school_years
    group by all
),

days as (
    select
        imports.school_id,
        greatest(imports.as_of::date, years.starts_on) as day
    from raw.imports as imports
    left join years on imports.school_id = years.school_id
),

registered as (
    select
        school_id,
        count(*) as heads
    from core.registry_pupils
    group by all
),

enrolled as (
    select
        days.school_id,
        count(*) as heads
    from days
    inner join core.pupil_classes as pupils
        on days.school_id = pupils.school_id
        and days.day between pupils.since and pupils.until
    group by all
)

select
    days.school_id,
    'registry_pupils' as table_name,
    days.school_id as subject_id,
    days.day as on_date,
    null as class_id,
    null as group_id,
    null as pupil_id,
    null as staff_id,
    concat(coalesce(registered.heads, 0), ' / ', coalesce(enrolled.heads, 0)) as detail,
    coalesce(registered.heads, 0) <> coalesce(enrolled.heads, 0) as is_faulty
from days
left join registered on days.school_id = registered.school_id
left join enrolled on days.school_id = enrolled.school_id
where registered.heads > 0 or enrolled.heads > 0
