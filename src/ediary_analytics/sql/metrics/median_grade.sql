/* +++
title      = "Median of term grades"
why        = "A few very low or very high grades move the mean; the median stays with the pupil in the middle."
definition = """\
The middle one of the term grades in points, or the mean of the two in the middle. Grades in letters and subjects \
that are in no average are left out."""
unit       = "points"
good       = "up"
by         = ["class", "subject"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "subjects", "enrolments", "classes"]

[lt]
title      = "Laikotarpio įvertinimų mediana"
why        = "Keli labai žemi ar labai aukšti balai pakeičia vidurkį, o mediana lieka ties viduriniu mokiniu."
definition = """\
Vidurinis laikotarpio įvertinimas balais arba dviejų vidurinių vidurkis. Ne balų įvertinimai ir dalykai, kurie \
neįtraukiami į vidurkį, praleidžiami."""
+++ */
with given as (
    select
        school_id,
        class_id,
        grade_level,
        pupil_id,
        subject_id,
        group_id,
        staff_id,
        period,
        list_sort(list(points)) as points
    from asked.term_grades
    where points is not null and in_average
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
    null as part,
    -- of an odd number the two are one and the same
    points[(len(points) + 1) // 2] + points[len(points) // 2 + 1] as numerator,
    2 as denominator
from given
