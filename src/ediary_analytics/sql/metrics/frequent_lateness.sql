/* +++
title      = "Frequently late pupils"
why        = "Being late now and then happens to all; five times a month is a habit to be talked over at home."
definition = """\
Pupils who were late for at least 5 held lesson hours of the month, of the pupils with a held hour. A pupil counts in \
the class of the last enrolled day."""
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil"]
period     = "month"
periods    = ["month"]
needs      = ["lessons", "groups", "group_members", "enrolments", "classes", "terms", "attendance"]

[lt]
title      = "Dažnai vėluojantys mokiniai"
why        = "Retkarčiais pavėluoja visi; penki kartai per mėnesį – jau įprotis, apie kurį reikia kalbėtis su šeima."
definition = """\
Mokinių, per mėnesį pavėlavusių bent į 5 pamokas, dalis iš turėjusių bent vieną įvykusią pamoką. Mokinys priskiriamas \
klasei, kurioje buvo paskutinę dieną."""

[settings]
late_hours = 5

[sources]
late_hours = "what schools commonly call frequently late: so many latenesses a month"

[lt.sources]
late_hours = "tiek vėlavimų per mėnesį mokyklos paprastai vadina dažnu vėlavimu"
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    null as part,
    count_if(late >= $late_hours) as numerator,
    count(*) as denominator
from asked.pupil_hours
group by all
