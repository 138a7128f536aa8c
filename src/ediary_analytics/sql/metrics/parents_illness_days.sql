/* +++
title      = "Days of illness justified"
why        = "Parents may justify five days of illness a month; beyond that a proof of a visit to the doctor is due."
definition = """\
Days of the month with a lesson hour justified by illness, per pupil with any such day. The parents' word covers up \
to 5 school days a month. A pupil counts in the class of the last enrolled day."""
unit       = "days"
good       = "down"
by         = ["pupil"]
allow      = ["pupil", "class", "grade"]
period     = "month"
periods    = ["month"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Dėl ligos pateisintos dienos"
why        = """\
Tėvai dėl ligos gali pateisinti iki penkių dienų per mėnesį; ilgiau sirgus, reikia apsilankymą pas gydytoją \
liudijančio dokumento."""
definition = """\
Mėnesio dienos, kurių bent viena pamoka pateisinta dėl ligos, vienam tokių dienų turinčiam mokiniui. Tėvų pranešimo \
pakanka ne daugiau kaip 5 mokymosi dienoms per mėnesį. Mokinys priskiriamas klasei, kurioje buvo paskutinę dieną."""

[settings]
limit_month = 5

[sources]
limit_month = "order V-1112: school days a month that the parents' word covers"

[lt.sources]
limit_month = "įsakymas V-1112: tiek ugdymo dienų per mėnesį pateisina tėvai"
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    null as part,
    sum(illness_days) as numerator,
    count(*) as denominator
from asked.pupil_hours
where illness_days > 0
group by all
