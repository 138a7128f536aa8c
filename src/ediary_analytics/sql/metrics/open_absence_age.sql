/* +++
title      = "Age of open absences"
why        = "An absence left open for long is seldom cleared up: nobody remembers why the pupil was away."
definition = """\
Days from the lesson to the moment asked about, on average over the absences that are neither justified nor \
unjustified yet."""
unit       = "days"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "total"
periods    = ["total", "month", "week", "term"]
needs      = ["lessons", "groups", "group_members", "enrolments", "classes", "terms", "attendance.status"]

[lt]
title      = "Kiek laiko pamokos laukia pateisinimo"
why        = "Ilgai laukiančios pamokos priežastis retai beišaiškinama: niekas nebeprisimena, kodėl mokinio nebuvo."
definition = """\
Kiek dienų vidutiniškai praėjo nuo praleistos pamokos, kuri dar nei pateisinta, nei nepateisinta, iki nurodyto \
momento."""
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
    sum(open * (getvariable('as_of')::date - held_on)) as numerator,
    sum(open) as denominator
from asked.counted_hours
where open > 0
group by all
