/* +++
title      = "Absence by weekday"
why        = "Lessons missed mostly on one day point to a habit or to the timetable, not to illness."
definition = "Held lesson hours missed, of those held on that day of the week (1 is Monday)."
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "total"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Praleistos pamokos pagal savaitės dieną"
why        = "Jei dažniausiai praleidžiama ta pati diena, priežastis – įprotis arba tvarkaraštis, ne liga."
definition = "Praleistų pamokų dalis iš įvykusių tą savaitės dieną (1 – pirmadienis)."
+++ */
with weekdays as (
    select
        school_id,
        class_id,
        grade_level,
        pupil_id,
        subject_id,
        group_id,
        staff_id,
        period,
        isodow(held_on) as weekday,
        sum(missed) as missed,
        sum(held) as held
    from asked.counted_hours
    where held > 0
    group by all
)

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
    coalesce(sum(missed) filter (where weekday = parts.part), 0) as numerator,
    coalesce(sum(held) filter (where weekday = parts.part), 0) as denominator
from weekdays
cross join unnest([1, 2, 3, 4, 5, 6, 7]) as parts (part)
group by all
