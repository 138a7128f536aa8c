/* +++
title      = "Distribution of term grades"
why        = "A mean hides whether everybody is average, or half shine and half fail."
definition = """\
Term grades of the value, of all term grades. IN and PR are left off; subjects that are in no average are left out."""
unit       = "share"
good       = "none"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "subjects", "enrolments", "classes"]

[lt]
title      = "Laikotarpio įvertinimų pasiskirstymas"
why        = "Vidurkis nepasako, ar visi mokosi vidutiniškai, ar pusė puikiai, o pusė silpnai."
definition = """\
Kiekvienos reikšmės laikotarpio įvertinimų dalis iš visų. IN ir PR \
neskiriami; dalykai, kurie neįtraukiami į vidurkį, praleidžiami."""
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
        value,
        count(*) as times
    from asked.term_grades
    where in_average
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
    value as part,
    times as numerator,
    sum(times) over (
        partition by school_id, class_id, grade_level, pupil_id, subject_id, group_id, staff_id, period
    ) as denominator
from given
