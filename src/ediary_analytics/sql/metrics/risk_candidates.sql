/* +++
title      = "Pupils to consider for the risk group"
why        = "Nobody should be at risk for weeks without anyone having decided what to do."
definition = """\
Pupils whose level of risk is 3 or more and who are not in the risk group on the day asked about, with their \
level."""
unit       = "points"
good       = "down"
by         = ["pupil"]
allow      = ["pupil"]
period     = "total"
periods    = ["total"]
needs      = ["enrolments", "classes", "terms", "pupil_flags"]

[lt]
title      = "Mokiniai, dėl kurių rizikos grupės reikia spręsti"
why        = "Mokinys neturėtų savaites būti rizikoje, niekam nenusprendus, ką daryti."
definition = "Mokiniai, kurių rizikos lygis 3 ar daugiau ir kurie tą dieną nėra rizikos grupėje, ir jų lygis."

[settings]
# of six points at most: signs of at least two kinds; the school's own choice
least_level = 3
+++ */
with flagged as (
    select distinct
        school_id,
        pupil_id
    from core.pupil_flags
    where
        kind = 'risk_group'
        and getvariable('as_of')::date between since and coalesce(until, date '9999-12-31')
)

select
    levels.school_id,
    levels.pupil_id,
    levels.period,
    null as part,
    sum(levels.points) as numerator,
    count(*) as denominator
from asked.risk_levels as levels
anti join flagged
    on levels.school_id = flagged.school_id
    and levels.who = flagged.pupil_id
where levels.part = 'total' and levels.points >= $least_level
group by all
