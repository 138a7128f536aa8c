/* +++
title      = "Time since the last login"
why        = "Whoever has not looked in for months is about to lose touch with the school."
definition = """\
People by days since their last login (0–7, 8–30, 31–90, 91 and more, never), of all people of the school on the \
day asked about. A guardian counts once in the class of each child and once in the school."""
unit       = "share"
good       = "none"
by         = ["kind"]
allow      = ["kind", "class", "grade", "pupil"]
period     = "total"
periods    = ["total"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "staff"]

[lt]
title      = "Laikas nuo paskutinio prisijungimo"
why        = "Kas neprisijungia kelis mėnesius, netrukus praras ryšį su mokykla."
definition = """\
Asmenų dalis pagal dienas nuo paskutinio prisijungimo (0–7, 8–30, 31–90, 91 ir daugiau, niekada) iš visų \
mokyklos asmenų tą dieną. Tėvai skaičiuojami po kartą kiekvieno vaiko klasėje ir vieną kartą mokykloje."""

[settings]
week_days    = 7
month_days   = 30
quarter_days = 90

[sources]
week_days    = "the last day of the band: a week"
month_days   = "the last day of the band: a month"
quarter_days = "the last day of the band: a quarter of a year"

[lt.sources]
week_days    = "paskutinė grupės diena: savaitė"
month_days   = "paskutinė grupės diena: mėnuo"
quarter_days = "paskutinė grupės diena: ketvirtis metų"
+++ */
with banded as (
    select
        *,
        case
            when days_since is null then 'never'
            when days_since <= $week_days then '0-7'
            when days_since <= $month_days then '8-30'
            when days_since <= $quarter_days then '31-90'
            else '91+'
        end as band
    from asked.people
),

parts as (
    select unnest(['0-7', '8-30', '31-90', '91+', 'never']) as part
)

select
    banded.school_id,
    banded.class_id,
    banded.grade_level,
    banded.pupil_id,
    banded.kind,
    banded.period,
    parts.part,
    count(distinct banded.who) filter (where banded.band = parts.part) as numerator,
    count(distinct banded.who) as denominator
from banded
cross join parts
group by all
