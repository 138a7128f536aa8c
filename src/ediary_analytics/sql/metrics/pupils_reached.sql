/* +++
title      = "Pupils whose parents are reached"
why        = "Where no guardian looks in, the school has to reach the family in another way."
definition = """\
Pupils of whom at least one guardian logged in during the period, of all pupils enrolled on its last day."""
unit       = "share"
good       = "up"
by         = ["class"]
allow      = ["class", "grade", "pupil"]
period     = "month"
periods    = ["total", "month", "week"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "terms"]

[lt]
title      = "Mokiniai, kurių tėvai prisijungia"
why        = "Jei niekas iš tėvų (globėjų) dienyno neperžiūri, su šeima tenka susisiekti kitaip."
definition = """\
Mokinių, kurių bent vienas iš tėvų (globėjų) per laikotarpį prisijungė, dalis iš visų paskutinę laikotarpio \
dieną besimokiusių mokinių."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    null as part,
    count(distinct who_pupil) filter (where who_kind = 'guardian' and is_active) as numerator,
    count(distinct who_pupil) as denominator
from asked.people_of_periods
where who_pupil is not null
group by all
