/* +++
title      = "Term grade against the mean of marks"
why        = "A term grade that does not follow from the marks is hard to explain to parents."
definition = """\
difference: the term grade minus the mean of the term's marks, half up; higher, lower: pairs of pupil and subject 1 \
or more apart; all of the pairs with a mark in points. Of two results the lower counts; subjects that are in no \
average are left out."""
unit       = "points"
good       = "none"
by         = ["pupil", "subject"]
allow      = ["class", "grade", "pupil", "subject"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "grades", "terms", "groups", "subjects", "enrolments", "classes"]

[settings]
apart = 1

[sources]
apart = "points; less cannot be, once the mean is rounded"

[lt]
title      = "Laikotarpio įvertinimas ir pažymių vidurkis"
why        = "Iš pažymių neišplaukiantį įvertinimą sunku paaiškinti tėvams."
definition = """\
difference – įvertinimo ir suapvalinto laikotarpio pažymių vidurkio skirtumas; higher, lower – bent 1 balu aukštesnių \
ar žemesnių dalis; skaičiuojama iš mokinio ir dalyko porų, turinčių pažymių balais. Iš dviejų rezultatų imamas \
žemesnis; dalykai, kurie neįtraukiami į vidurkį, praleidžiami."""

[lt.sources]
apart = "balai; mažiau būti negali, nes vidurkis suapvalintas"
+++ */
with pairs as (
    select
        results.school_id,
        results.class_id,
        results.grade_level,
        results.pupil_id,
        results.subject_id,
        results.period,
        results.who,
        results.in_subject,
        results.points,
        sum(marks.points) as total,
        count(*) as n
    from asked.subject_results as results
    inner join core.marks as marks
        on results.school_id = marks.school_id
        and results.who = marks.pupil_id
        and results.in_subject = marks.subject_id
        and marks.given_on between results.starts_on and results.ends_on
    where results.term_kind <> 'year' and marks.points is not null
    group by all
),

differences as (
    select
        *,
        -- the mean, half up, in whole numbers
        points - (2 * total + n) // (2 * n) as difference
    from pairs
),

parts as (
    select unnest(['difference', 'higher', 'lower']) as part
)

select
    differences.school_id,
    differences.class_id,
    differences.grade_level,
    differences.pupil_id,
    differences.subject_id,
    differences.period,
    parts.part,
    sum(case parts.part
        when 'difference' then differences.difference
        when 'higher' then (differences.difference >= $apart)::integer
        when 'lower' then (differences.difference <= -$apart)::integer
    end) as numerator,
    count(*) as denominator
from differences
cross join parts
group by all
