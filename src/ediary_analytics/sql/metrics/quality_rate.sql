/* +++
title      = "Quality share"
why        = "Success only says that nobody failed; this says how many learn well in every subject."
definition = """\
Pupils whose lowest term grade is 7 or more, of pupils with a lowest one. A level stands for points (a 9, pg 7, pt 5, \
s 4), npt, nsk, np and neat for 1; įsk, atl and pp for none."""
unit       = "share"
good       = "up"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "enrolments", "classes"]

[settings]
at_least = 7

[sources]
at_least = "the national scheme: the main level begins there"

[lt]
title      = "Pažangumo kokybė"
why        = "Pažangumas pasako tik tai, kad niekas neatsiliko, o kokybė – kiek mokinių gerai mokosi visų dalykų."
definition = """\
Mokinių, kurių žemiausias laikotarpio įvertinimas – 7 ar daugiau, dalis iš turinčių žemiausią įvertinimą. Lygiai \
prilyginami balams (a – 9, pg – 7, pt – 5, s – 4), npt, nsk, np ir neat – 1; įsk, atl ir pp neskaičiuojami."""

[lt.sources]
at_least = "pasiekimų lygiai: nuo čia prasideda pagrindinis"
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
        min(lowest) as lowest
    from asked.term_grades
    where lowest is not null
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
    count_if(lowest >= $at_least) as numerator,
    count(*) as denominator
from pupils
group by all
