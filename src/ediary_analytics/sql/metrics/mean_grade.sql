/* +++
title      = "Mean of term grades"
why        = "The number by which classes and years are compared; read it beside the distribution."
definition = """\
Sum of the term grades in points, by their number. Grades in \
letters and subjects that are in no average are left out."""
unit       = "points"
good       = "up"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "subjects", "enrolments", "classes"]

[lt]
title      = "Laikotarpio įvertinimų vidurkis"
why        = "Pagal jį lyginamos klasės ir metai; žiūrėkite kartu su pasiskirstymu."
definition = """\
Laikotarpio įvertinimų balais suma, padalyta iš jų skaičiaus. Ne balų įvertinimai ir dalykai, kurie neįtraukiami į \
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
from asked.term_grades
where points is not null and in_average
group by all
