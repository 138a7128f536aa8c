/* +++
title      = "Pupils to consider for the risk group"
why        = "Nobody should be at risk for weeks without anyone having decided what to do."
definition = """\
Pupils whose level of risk is 3 or more and who are not in hand on the day asked about, with their level: neither \
in the risk group nor with an intervention in the register in the last 45 days."""
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
definition = """\
Mokiniai, kurių rizikos lygis 3 ar daugiau ir kuriems dar nepadedama: tą dieną jie nėra rizikos grupėje ir per \
paskutines 45 dienas registre dėl jų nieko neįrašyta. Rodomas jų lygis."""

[settings]
least_level = 3
hand_days   = 45

[sources]
least_level = "of six points at most, signs of at least two kinds: the school's own choice"
hand_days   = "days that an intervention of the register counts as being in hand: the school's own choice"

[lt.sources]
least_level = "iš daugiausia šešių taškų, bent dviejų rūšių požymiai: mokyklos pasirinkimas"
hand_days   = "kiek dienų po registre įrašytos priemonės laikoma, kad mokiniui padedama: mokyklos pasirinkimas"
+++ */
with flagged as (
    select distinct
        school_id,
        pupil_id
    from core.pupil_flags
    where
        kind = 'risk_group'
        and getvariable('as_of')::date between since and coalesce(until, date '9999-12-31')
),

-- what the register holds, handed over by whoever has one: without a register nobody is in hand
in_hand as (
    select distinct
        school_id,
        pupil_id
    from asked.interventions
    where on_date between getvariable('as_of')::date - $hand_days::integer and getvariable('as_of')::date
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
anti join in_hand
    on levels.school_id = in_hand.school_id
    and levels.who = in_hand.pupil_id
where levels.part = 'total' and levels.points >= $least_level
group by all
