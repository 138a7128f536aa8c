/* +++
title      = "Mean of marks"
why        = "Marks move within the term, while there still is time to help."
definition = """\
Sum of the marks in points, by their number. Cumulative and summer \
ones and subjects that are in no average are left out."""
unit       = "points"
good       = "up"
by         = ["class", "subject"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = ["grades", "groups", "subjects", "enrolments", "classes", "terms"]

[lt]
title      = "Pažymių vidurkis"
why        = "Pažymiai kinta per laikotarpį, kol dar galima padėti."
definition = """\
Pažymių balais suma, padalyta iš jų skaičiaus. Kaupiamieji, vasaros darbų pažymiai ir dalykai, kurie neįtraukiami į \
vidurkį, praleidžiami."""
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
    sum(points) as numerator,
    count(*) as denominator
from asked.marks
where points is not null and in_average
group by all
