/* +++
title      = "Absence by lesson of the day"
why        = "First lessons missed mean oversleeping or transport, last ones leaving early; each is mended otherwise."
definition = "Held lesson hours missed, of those held as that lesson of the day."
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "total"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "lessons.lesson_no", "attendance.status", "attendance.reason",
]

[lt]
title      = "Praleistos pamokos pagal pamokos numerį"
why        = """\
Pirmos pamokos praleidžiamos pramiegojus ar dėl transporto, paskutinės – anksčiau išėjus; sprendimai skirtingi."""
definition = "Praleistų pamokų dalis iš įvykusių tuo pačiu dienos pamokos numeriu."
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
    lesson_no as part,
    count_if(is_missed) as numerator,
    count(*) as denominator
from asked.hours
where state = 'held' and lesson_no is not null
group by all
