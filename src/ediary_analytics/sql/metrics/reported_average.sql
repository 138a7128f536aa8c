/* +++
title      = "Average by the diary's reports"
why        = "Averages of a few weeks show a subject in which a class falls behind before the term's grades do."
definition = """\
Mean of the averages that the diary's report of averages gives each pupil in each subject (not of the marks \
behind them, which the report does not show). Subjects that are in no average are left out. A report is of the \
month, half-year or trimester that holds all its days; of several reports of a pupil the one that covers most of \
the period counts, of equal ones the newest. The numerator is in hundredths of a point, the denominator a \
hundred times the averages."""
unit       = "points"
good       = "up"
by         = ["class", "subject"]
allow      = ["class", "grade", "pupil", "subject", "group"]
period     = "term"
periods    = ["total", "month", "term"]
needs      = [
    "reported_averages.average", "reported_classes", "reported_pupils", "groups", "subjects", "classes", "terms",
]

[lt]
title      = "Vidurkis pagal dienyno ataskaitas"
why        = "Kelių savaičių vidurkiai anksčiau už laikotarpio įvertinimus parodo dalyką, kuriame klasė atsilieka."
definition = """\
Vidurkių, kuriuos dienyno vidurkių suvestinė nurodo kiekvienam mokiniui iš kiekvieno dalyko, vidurkis (ne pačių \
pažymių: jų suvestinė nerodo). Dalykai, kurie neįtraukiami į vidurkį, praleidžiami. Ataskaita priskiriama \
mėnesiui, pusmečiui ar trimestrui, į kurį telpa visos jos dienos; iš kelių mokinio ataskaitų imama ta, kuri \
apima daugiausia laikotarpio dienų, iš lygių – naujausia. Skaitiklis – šimtosiomis balo, vardiklis – šimtas \
kartų vidurkių skaičius."""
+++ */
with averages as (
    select
        averages.*,
        groups.subject_id
    from core.reported_averages as averages
    inner join core.groups as groups
        on averages.school_id = groups.school_id
        and averages.group_id = groups.group_id
    left join core.subjects as subjects
        on groups.school_id = subjects.school_id
        and groups.subject_id = subjects.subject_id
    -- a subject of which nothing is said counts
    where averages.average is not null and coalesce(subjects.in_average, true)
),

reports as (
    select * from asked.reports
    where kind = 'averages'
    qualify row_number() over (
        partition by school_id, period, who
        order by until - since desc, until desc, report_id asc
    ) = 1
)

select
    reports.school_id,
    reports.class_id,
    reports.grade_level,
    reports.pupil_id,
    keyed('subject', averages.subject_id) as subject_id,
    keyed('group', averages.group_id) as group_id,
    reports.period,
    null as part,
    sum(round(100 * averages.average)::bigint) as numerator,
    100 * count(*) as denominator
from reports
inner join averages
    on reports.school_id = averages.school_id
    and reports.report_id = averages.report_id
    and reports.who = averages.pupil_id
group by all
