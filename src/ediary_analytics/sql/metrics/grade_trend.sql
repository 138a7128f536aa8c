/* +++
title      = "Trend of marks"
why        = "A pupil who slides from 9 to 6 still passes: only the direction tells."
definition = """\
By how many points the marks rise or fall in 30 days (a straight line of least squares), and how many marks in points \
that is read from. Cumulative and summer ones and subjects that are in no average are left out."""
unit       = "points"
good       = "up"
by         = ["pupil", "subject"]
allow      = ["pupil", "subject"]
period     = "total"
periods    = ["total"]
needs      = ["grades", "groups", "subjects", "enrolments", "classes", "terms"]

[settings]
days = 30

[sources]
days = "about a month, so that the trend is a number to talk about"

[lt]
title      = "Pažymių kryptis"
why        = "Mokinys, kurio pažymiai krinta nuo 9 iki 6, vis dar pažangus: tai parodo tik kryptis."
definition = """\
Kiek balų per 30 dienų pažymiai kyla ar krinta (mažiausiųjų kvadratų tiesė) ir iš kiek pažymių balais tai matyti. \
Kaupiamieji, vasaros darbų pažymiai ir dalykai, kurie neįtraukiami į vidurkį, praleidžiami."""

[lt.sources]
days = "apie mėnesį, kad kryptis būtų suprantamas skaičius"
+++ */
with marks as (
    select
        school_id,
        pupil_id,
        subject_id,
        period,
        given_on - date '2000-01-01' as x,
        points as y
    from asked.marks
    where points is not null and in_average and in_subject is not null
),

sums as (
    select
        school_id,
        pupil_id,
        subject_id,
        period,
        count(*) as n,
        sum(x) as x,
        sum(y) as y,
        sum(x * y) as xy,
        sum(x * x) as xx
    from marks
    group by all
)

select
    school_id,
    pupil_id,
    subject_id,
    period,
    'slope' as part,
    $days * (n * xy - x * y) as numerator,
    n * xx - x * x as denominator
from sums
union all
select
    school_id,
    pupil_id,
    subject_id,
    period,
    'n' as part,
    n as numerator,
    1 as denominator
from sums
