/* +++
title      = "Absences by the diary's reports"
why        = "A school that has only its class reports sees from them who misses lessons, and for what reasons."
definition = """\
Missed lessons as a class report of the diary sums them up, per pupil in it. A report of a term is of that term; \
one of dates is of the month, half-year or trimester that holds all its days. Of several reports of a pupil the \
one that covers most of the period counts, of equal ones the newest. How many lessons there were no report says."""
unit       = "hours"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil"]
period     = "term"
periods    = ["total", "month", "term"]
needs      = [
    "reported_pupils.missed", "reported_pupils.illness", "reported_pupils.other", "reported_pupils.unjustified",
    "reported_classes", "classes", "terms",
]

[lt]
title      = "Praleistos pamokos pagal dienyno ataskaitas"
why        = "Mokykla, turinti tik klasių ataskaitas, iš jų mato, kas ir dėl kokių priežasčių praleidžia pamokas."
definition = """\
Praleistos pamokos, kaip jas susumuoja dienyno klasės ataskaita, vienam jos mokiniui. Laikotarpio ataskaita \
priskiriama tam laikotarpiui, pasirinktų datų – mėnesiui, pusmečiui ar trimestrui, į kurį telpa visos jos \
dienos. Iš kelių mokinio ataskaitų imama ta, kuri apima daugiausia laikotarpio dienų, iš lygių – naujausia. Kiek \
pamokų iš viso buvo, ataskaitos nesako."""
+++ */
with pupils as (
    select * from asked.reports
    where missed is not null and illness is not null and other is not null and unjustified is not null
    qualify row_number() over (
        partition by school_id, period, who
        order by until - since desc, until desc, report_id asc
    ) = 1
)

select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    parts.part,
    sum(
        case parts.part
            when 'missed' then missed
            when 'illness' then illness
            when 'other' then other
            else unjustified
        end
    ) as numerator,
    count(*) as denominator
from pupils
cross join unnest(['missed', 'illness', 'other', 'unjustified']) as parts (part)
group by all
