/* +++
title      = "Non-attending pupils (NEMIS)"
why        = """\
A pupil who misses over half of a month unjustified has to be entered in NEMIS; the other bounds warn earlier."""
definition = """\
Pupils by their unjustified hours of the month: nemis, more than 50 % of the held hours; poor, at least 30 % of them; \
prone, at least 10 hours; avoiding, more than 40 hours. Of the pupils with a held hour, in the class of the last \
enrolled day; one pupil may be in several."""
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil"]
period     = "month"
periods    = ["month"]
needs      = ["lessons", "groups", "group_members", "enrolments", "classes", "terms", "attendance.status"]

[lt]
title      = "Mokyklos nelankantys mokiniai (NEMIS)"
why        = """\
Mokinį, be pateisinimo praleidusį daugiau kaip pusę mėnesio pamokų, būtina įrašyti į NEMIS; kitos ribos įspėja \
anksčiau."""
definition = """\
Mokiniai pagal nepateisintas mėnesio pamokas: NEMIS – nepateisinta daugiau kaip 50 % įvykusių; prastai lankantys – \
bent 30 %; linkę nelankyti – bent 10 pamokų; vengiantys lankyti – daugiau kaip 40. Dalis iš mokinių, turėjusių \
įvykusią pamoką; mokinys priskiriamas klasei, kurioje buvo paskutinę dieną, ir gali patekti į kelias grupes."""

[settings]
nemis_over_percent = 50
poor_percent = 30
prone_hours = 10
avoiding_over_hours = 40

[sources]
nemis_over_percent  = "order V-1112: more than half of the month's lessons"
poor_percent        = "a bound that schools commonly set in their own rules"
prone_hours         = "a bound that schools commonly set in their own rules"
avoiding_over_hours = "a bound that schools commonly set in their own rules"

[lt.sources]
nemis_over_percent  = "įsakymas V-1112: daugiau kaip pusė mėnesio pamokų"
poor_percent        = "riba, kurią mokyklos paprastai nusistato savo tvarkose"
prone_hours         = "riba, kurią mokyklos paprastai nusistato savo tvarkose"
avoiding_over_hours = "riba, kurią mokyklos paprastai nusistato savo tvarkose"
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    parts.part,
    count_if(
        case parts.part
            when 'nemis' then 100 * unjustified > $nemis_over_percent * held
            when 'poor' then 100 * unjustified >= $poor_percent * held
            when 'prone' then unjustified >= $prone_hours
            else unjustified > $avoiding_over_hours
        end
    ) as numerator,
    count(*) as denominator
from asked.pupil_hours
cross join unnest(['nemis', 'poor', 'prone', 'avoiding']) as parts (part)
group by all
