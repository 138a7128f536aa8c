/* +++
title      = "Lessons held"
why        = "Lessons that fell out or were not recorded are time for learning that nobody can account for."
definition = """\
Lesson hours (pupil x lesson) that were held, were recorded as not held, or are unknown, of all lesson hours. Unknown \
is a lesson that the timetable expects and nobody recorded."""
unit       = "share"
good       = "none"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = ["timetable", "lessons", "groups", "group_members", "enrolments", "classes", "terms"]

[lt]
title      = "Įvykusios pamokos"
why        = "Neįvykusios ar neįrašytos pamokos – mokymosi laikas, už kurį niekas negali atsakyti."
definition = """\
Įvykusių, neįvykusių ir nežinomų mokinio pamokų dalys iš visų. Nežinoma – pamoka, kuri yra tvarkaraštyje, bet dienyne \
neįrašyta."""
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
    parts.part,
    sum(case parts.part when 'held' then held when 'not_held' then not_held else unknown end) as numerator,
    sum(held + not_held + unknown) as denominator
from asked.summed_hours
cross join unnest(['held', 'not_held', 'unknown']) as parts (part)
group by all
