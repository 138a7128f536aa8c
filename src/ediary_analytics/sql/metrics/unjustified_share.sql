/* +++
title      = "Unjustified absence"
why        = "Hours missed without a reason are the plainest sign that a pupil is turning away from school."
definition = """\
Held lesson hours missed unjustified (decided so, whatever the reason), of all held lesson hours. Open absences do \
not count."""
unit       = "share"
good       = "down"
by         = ["pupil"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = ["lessons", "groups", "group_members", "enrolments", "classes", "terms", "attendance.status"]

[lt]
title      = "Nepateisintos pamokos"
why        = "Be pateisinamos priežasties praleistos pamokos aiškiausiai rodo, kad mokinys tolsta nuo mokyklos."
definition = """\
Nepateisintų pamokų dalis iš visų įvykusių (mokinio pamokos). Dar laukiančios pateisinimo neįskaičiuojamos."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    group_id,
    staff_id,
    period,
    null as part,
    sum(unjustified) as numerator,
    sum(held) as denominator
from asked.summed_hours
where held > 0
group by all
