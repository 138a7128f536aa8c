/* +++
title      = "Success rate"
why        = "Whoever ends a term with a negative grade needs help before the next one ends."
definition = """\
Pupils without a negative term grade (1–3, nsk, np, npt, neat), of all pupils with a term grade. The class is that of \
the term's last day."""
unit       = "share"
good       = "up"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "enrolments", "classes"]

[lt]
title      = "Pažangumas"
why        = "Kam laikotarpis baigėsi neigiamu įvertinimu, tam pagalbos reikia, kol nesibaigė kitas."
definition = """\
Mokinių be neigiamo laikotarpio įvertinimo (1–3, nsk, np, npt, neat) dalis iš visų, turinčių laikotarpio įvertinimą. \
Klasė – paskutinės laikotarpio dienos."""
+++ */
with pupils as (
    select
        school_id,
        class_id,
        grade_level,
        pupil_id,
        subject_id,
        group_id,
        staff_id,
        period,
        who,
        bool_or(is_negative) as is_failing
    from asked.term_grades
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
    count_if(not is_failing) as numerator,
    count(*) as denominator
from pupils
group by all
