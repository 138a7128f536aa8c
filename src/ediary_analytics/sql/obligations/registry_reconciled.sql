/* +++
title    = "Diary and pupil registry agree"
duty     = "In the first days of September every pupil stands in the diary and in the registry, in the same class."
remedy   = "Import the pupil from the registry, or correct the class where it is wrong."
why      = "Money and certificates follow the registry, every day's work the diary; both must mean the same pupils."
owner    = "administrator"
severity = "critical"
needs    = ["registry_pupils", "pupils", "enrolments", "classes", "terms"]
detail   = "classes"

[lt]
title  = "Dienynas sutampa su Mokinių registru"
duty   = "Pirmosiomis rugsėjo dienomis kiekvienas mokinys yra ir dienyne, ir Mokinių registre, toje pačioje klasėje."
remedy = "Importuokite mokinį iš registro arba ištaisykite klasę ten, kur ji klaidinga."
why    = "Pagal registrą skiriamos lėšos ir išduodami pažymėjimai, pagal dienyną dirbama; mokiniai turi sutapti."

[settings]
# the day of September
september_day = 5
+++ */
-- the school year begun last, else the first to come
with years as (
    select * from core.school_years
    qualify row_number() over (
        partition by school_id
        order by starts_on <= $judged_at::date desc, abs(starts_on - $judged_at::date) asc
    ) = 1
),

enrolled as (
    select
        pupil_classes.school_id,
        pupil_classes.pupil_id,
        classes.name as class_name
    from core.pupil_classes as pupil_classes
    left join core.classes as classes
        on pupil_classes.school_id = classes.school_id
        and pupil_classes.class_id = classes.class_id
    where $judged_at::date between pupil_classes.since and pupil_classes.until
),

-- of two pupils under one number: the one that agrees, then the one enrolled
registered as (
    select
        registry.school_id,
        registry.registry_id,
        any_value(registry.class_name) as registry_class,
        arg_min(
            struct_pack(pupil_id := pupils.pupil_id, class_name := enrolled.class_name),
            (
                coalesce(registry.class_name <> enrolled.class_name, true),
                enrolled.pupil_id is null,
                pupils.pupil_id
            )
        ) as pupil
    from core.registry_pupils as registry
    left join core.pupils as pupils
        on registry.school_id = pupils.school_id
        and registry.registry_id = pupils.registry_id
    left join enrolled
        on pupils.school_id = enrolled.school_id
        and pupils.pupil_id = enrolled.pupil_id
    group by all
),

unregistered as (
    select
        enrolled.school_id,
        concat_ws('|', 'pupil', enrolled.pupil_id) as subject_id,
        enrolled.pupil_id,
        null as registry_class,
        enrolled.class_name
    from enrolled
    left join core.pupils as pupils
        on enrolled.school_id = pupils.school_id
        and enrolled.pupil_id = pupils.pupil_id
    anti join core.registry_pupils as registry
        on pupils.school_id = registry.school_id
        and pupils.registry_id = registry.registry_id
),

pairs as (
    select
        registered.school_id,
        concat_ws('|', 'registry', registered.registry_id) as subject_id,
        registered.pupil.pupil_id,
        registered.registry_class,
        registered.pupil.class_name
    from registered
    union all
    select * from unregistered
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    pairs.school_id,
    pairs.subject_id,
    years.starts_on as on_date,
    administrators.staff_id as owner_id,
    pupil_classes.class_id,
    null as group_id,
    pairs.pupil_id,
    end_of_day(in_september(years.school_year, years.starts_on, $september_day)) as due_at,
    case when pairs.registry_class = pairs.class_name then years.starts_on::timestamp end as done_at,
    concat(coalesce(pairs.registry_class, '–'), ' / ', coalesce(pairs.class_name, '–')) as detail
from pairs
inner join years on pairs.school_id = years.school_id
left join core.pupil_classes as pupil_classes
    on pairs.school_id = pupil_classes.school_id
    and pairs.pupil_id = pupil_classes.pupil_id
    and years.starts_on between pupil_classes.since and pupil_classes.until
left join administrators on pairs.school_id = administrators.school_id
