/* +++
title      = "Pupils who need a printed report"
why        = "The rules want a printed report every month for families that do not use the diary."
definition = """\
Pupils with a guardian who wants printed reports, or with no guardian who has logged in by now, of the pupils of \
general classes with a school day in the month."""
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil"]
period     = "month"
periods    = ["month"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "terms"]

[lt]
title      = "Mokiniai, kuriems reikia išspausdintos ataskaitos"
why        = "Šeimoms, kurios nesinaudoja dienynu, ataskaita pagal tvarkos aprašą spausdinama kas mėnesį."
definition = """\
Mokinių, kurių tėvai (globėjai) pageidauja išspausdintos ataskaitos arba nė vienas iki šiol neprisijungė, dalis \
iš bendrojo ugdymo klasių mokinių, tą mėnesį turėjusių ugdymo dienų."""
+++ */
with reached as (
    select distinct
        school_id,
        person_id
    from core.person_logins
    where kind = 'guardian' and logged_in_at <= getvariable('as_of')
),

families as (
    select
        guardians.school_id,
        guardians.pupil_id,
        bool_or(coalesce(guardians.wants_print, false)) as wants_print,
        bool_or(reached.person_id is not null) as is_reached
    from core.guardians as guardians
    left join reached
        on guardians.school_id = reached.school_id
        and guardians.guardian_id = reached.person_id
    group by all
)

select
    pupils.school_id,
    pupils.class_id,
    pupils.grade_level,
    pupils.pupil_id,
    pupils.period,
    null as part,
    count_if(coalesce(families.wants_print or not families.is_reached, true)) as numerator,
    count(*) as denominator
from asked.school_pupils as pupils
left join families
    on pupils.school_id = families.school_id
    and pupils.who = families.pupil_id
group by all
