/* +++
title      = "Attendance"
why        = "Whoever is not at school does not learn there; a fall shows before the grades do."
definition = "Held lesson hours that were attended, of all held lesson hours. Representing the school is attending."
unit       = "share"
good       = "up"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Lankomumas"
why        = "Kas nelanko, tas nesimoko; mažėjantis lankomumas pasimato anksčiau nei pažymiai."
definition = "Lankytų pamokų dalis iš visų įvykusių (mokinio pamokos). Atstovavimas mokyklai laikomas lankymu."
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
    sum(held - missed) as numerator,
    sum(held) as denominator
from asked.summed_hours
where held > 0
group by all
