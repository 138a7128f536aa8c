/* +++
title      = "Levels of achievement"
why        = "The level of the weakest subject shows who is about to fall behind, and who could do more."
definition = """\
Pupils whose lowest term grade is of the level (1–3, 4, 5–6, 7–8, 9–10), of pupils with a lowest one. Terms that \
ended before 1 September 2023 have no threshold: 4–5 are satisfactory, 6–8 main."""
unit       = "share"
good       = "none"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "enrolments", "classes"]

[settings]
scheme_from       = 2023-09-01
threshold_from    = 4
satisfactory_from = 5
main_from         = 7
advanced_from     = 9
old_main_from     = 6

[sources]
scheme_from       = "the day from which the national scheme has a threshold level"
threshold_from    = "the national scheme: 4"
satisfactory_from = "the national scheme: 5–6"
main_from         = "the national scheme: 7–8"
advanced_from     = "the national scheme: 9–10"
old_main_from     = "the scheme before: 4–5 satisfactory, 6–8 main"

[lt]
title      = "Pasiekimų lygiai"
why        = "Silpniausio dalyko lygis parodo, kas netrukus gali atsilikti ir kas galėtų pasiekti daugiau."
definition = """\
Mokinių, kurių žemiausias laikotarpio įvertinimas yra to lygio (1–3, 4, 5–6, 7–8, 9–10), dalis iš turinčių žemiausią \
įvertinimą. Iki 2023 m. rugsėjo 1 d. slenkstinio lygio nebuvo: 4–5 – patenkinamas, 6–8 – pagrindinis."""

[lt.sources]
scheme_from       = "diena, nuo kurios yra slenkstinis lygis"
threshold_from    = "pasiekimų lygiai: 4"
satisfactory_from = "pasiekimų lygiai: 5–6"
main_from         = "pasiekimų lygiai: 7–8"
advanced_from     = "pasiekimų lygiai: 9–10"
old_main_from     = "ankstesni lygiai: 4–5 patenkinamas, 6–8 pagrindinis"
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
        ends_on >= $scheme_from as has_threshold,
        min(lowest) as lowest
    from asked.term_grades
    where lowest is not null
    group by all
),

levelled as (
    select
        *,
        case
            when lowest < $threshold_from then 'unsatisfactory'
            when has_threshold and lowest < $satisfactory_from then 'threshold'
            when lowest < case when has_threshold then $main_from else $old_main_from end then 'satisfactory'
            when lowest < $advanced_from then 'main'
            else 'advanced'
        end as level
    from pupils
),

parts as (
    select unnest(['unsatisfactory', 'threshold', 'satisfactory', 'main', 'advanced']) as part
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
    count_if(level = parts.part) as numerator,
    count(*) as denominator
from levelled
inner join parts on levelled.has_threshold or parts.part <> 'threshold'
group by all
