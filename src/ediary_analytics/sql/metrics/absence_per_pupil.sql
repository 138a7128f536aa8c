/* +++
title      = "Missed hours per pupil"
why        = "How much a pupil misses in a month can be compared with other schools, where shares cannot."
definition = """\
Missed lesson hours of the month per pupil who had a held hour in it: justified by illness; justified otherwise, \
representing the school too, as the national data counts it; unjustified; and open (not decided yet), which the \
national data does not tell from unjustified. Beside it, when the open data is loaded: the middle half of the schools \
of the country, same month and grade, by subject those with a subject of the same name or code."""
unit       = "number"
good       = "none"
by         = ["grade"]
allow      = ["class", "grade", "subject"]
period     = "month"
periods    = ["month"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]
benchmark  = "national_absence"

[lt]
title      = "Praleistos pamokos, tenkančios vienam mokiniui"
why        = "Kiek pamokų per mėnesį praleidžia mokinys, galima palyginti su kitomis mokyklomis, o dalių – ne."
definition = """\
Per mėnesį praleistos pamokos, tenkančios vienam mokiniui, turėjusiam bent vieną įvykusią pamoką: pateisintos dėl \
ligos; pateisintos dėl kitų priežasčių, taip pat atstovaujant mokyklai, kaip skaičiuojama šalies duomenyse; \
nepateisintos; laukiančios pateisinimo (šalies duomenys jų nuo nepateisintų neskiria). Jei įkelti atvirieji duomenys, \
greta rodoma vidurinioji šalies mokyklų pusė tą patį mėnesį, toje pačioje klasėje, o pagal dalykus – to paties \
pavadinimo ar kodo dalyko."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    subject_id,
    period,
    parts.part,
    sum(
        case parts.part
            when 'illness' then illness
            when 'other' then other + representing
            when 'unjustified' then unjustified
            else open
        end
    ) as numerator,
    count(distinct who) as denominator
from asked.summed_hours
cross join unnest(['illness', 'other', 'unjustified', 'open']) as parts (part)
where held > 0
group by all
