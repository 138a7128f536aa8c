/* +++
title  = "Pupil stands only in the registry or only in the diary, or otherwise in it"
fault  = """\
On the day by which the import is judged the registry has a pupil whom the diary lacks, the other way round, \
or one number means another name or class in it."""
why    = "Money follows the registry; who is missing from the diary gets neither grades nor attendance."
remedy = "Compare both sides of the row (registry / diary): import, remove or rename the pupil, or fill in the number."

[needs]
registry_pupils = ["pupils.registry_id", "enrolments", "classes"]

[lt]
title  = "Mokinys yra tik registre arba tik dienyne, arba ten įrašytas kitaip"
fault  = """\
Tą dieną, pagal kurią vertinamas importas, registre yra mokinys, kurio nėra dienyne, arba atvirkščiai, arba tuo \
pačiu numeriu įrašytas kitas vardas ar kita klasė."""
why    = "Lėšos skiriamos pagal registrą, o kurio nėra dienyne, tas neturi nei įvertinimų, nei lankomumo."
remedy = "Palyginkite abi eilutės puses (registras / dienynas): importuokite, išbraukite arba pataisykite mokinį."
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
        registry.school_id,
        days.day,
        registry.registry_id,
        concat_ws(' ', registry.first_name, registry.last_name) as name,
        registry.class_name,
        replace(lower(registry.class_name), ' ', '') as class_key
    from core.registry_pupils as registry
    inner join days on registry.school_id = days.school_id
),

enrolled as (
    select
        days.school_id,
        days.day,
        stretches.pupil_id,
        stretches.class_id,
        pupils.registry_id,
        concat_ws(' ', pupils.first_name, pupils.last_name) as name,
        classes.name as class_name,
        replace(lower(classes.name), ' ', '') as class_key
    from days
    inner join core.pupil_classes as stretches
        on days.school_id = stretches.school_id
        and days.day between stretches.since and stretches.until
    left join core.pupils as pupils
        on stretches.school_id = pupils.school_id
        and stretches.pupil_id = pupils.pupil_id
    left join core.classes as classes
        on stretches.school_id = classes.school_id
        and stretches.class_id = classes.class_id
),

pairs as (
    select
        coalesce(registered.school_id, enrolled.school_id) as school_id,
        coalesce(registered.day, enrolled.day) as day,
        coalesce(registered.registry_id, enrolled.pupil_id) as subject_id,
        enrolled.pupil_id,
        enrolled.class_id,
        nullif(concat_ws(', ', nullif(registered.name, ''), registered.class_name), '') as in_registry,
        nullif(concat_ws(', ', nullif(enrolled.name, ''), enrolled.class_name), '') as in_diary,
        registered.registry_id is not null as is_registered,
        lower(coalesce(registered.name, '')) <> lower(coalesce(enrolled.name, '')) as is_renamed,
        coalesce(registered.class_key, '') <> coalesce(enrolled.class_key, '') as is_moved
    from registered
    full join enrolled
        on registered.school_id = enrolled.school_id
        and registered.registry_id = enrolled.registry_id
)

select
    school_id,
    'registry_pupils' as table_name,
    subject_id,
    day as on_date,
    class_id,
    null as group_id,
    pupil_id,
    null as staff_id,
    concat(coalesce(in_registry, '–'), ' / ', coalesce(in_diary, '–')) as detail,
    not is_registered or pupil_id is null or is_renamed or is_moved as is_faulty
from pairs
