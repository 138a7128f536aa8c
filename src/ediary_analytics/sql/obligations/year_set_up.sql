/* +++
title    = "School year set up"
duty     = "In the first days of September everything that the diary needs is in it, from lesson times to timetables."
remedy   = "Enter what is missing in the diary's administration and note the day."
why      = "Teachers can fill in only lessons, pupils and subjects that exist in the diary."
owner    = "administrator"
severity = "critical"
needs    = ["duties_done", "terms"]
detail   = "word"

[lt]
title  = "Mokslo metai dienyne parengti"
duty   = "Pirmosiomis rugsėjo dienomis suvesta visa dienynui reikalinga informacija, nuo pamokų laiko iki tvarkaraščio."
remedy = "Suveskite, ko trūksta, dienyno administravimo skiltyje ir pažymėkite datą."
why    = "Mokytojai gali pildyti tik tas pamokas, tuos mokinius ir dalykus, kurie dienyne jau yra."

[settings]
# the day of September
september_day = 5
+++ */
with years as (
    select * from core.school_years
),

items as (
    select
        unnest([
            'lesson_times', 'terms', 'closures', 'subjects', 'staff', 'pupils', 'classes', 'timetable'
        ]) as item
),

done as (
    select
        school_id,
        school_year,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'year_setup'
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    years.school_id,
    concat_ws('|', years.school_year, items.item) as subject_id,
    years.starts_on as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(in_september(years.school_year, years.starts_on, $september_day)) as due_at,
    done.done_at,
    items.item as detail
from years
cross join items
left join done
    on years.school_id = done.school_id
    and years.school_year = done.school_year
    and items.item = done.period
left join administrators on years.school_id = administrators.school_id
