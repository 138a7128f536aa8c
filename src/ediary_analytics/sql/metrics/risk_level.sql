/* +++
title      = "Level of risk"
why        = "Brings the pupils to the table who need it before the term's results are in."
definition = """\
Points of the signs of risk of every pupil of a general class: A absence, B behaviour, C results, at most two \
each, and their total."""
unit       = "points"
good       = "down"
by         = ["pupil"]
allow      = ["pupil"]
period     = "total"
periods    = ["total"]
# a sign without its evidence does not fire; the settings stand with the views that are read, asked.risk…
needs      = ["enrolments", "classes", "terms"]

[lt]
title      = "Rizikos lygis"
why        = "Leidžia apie mokinius, kuriems reikia pagalbos, kalbėtis dar nepasibaigus laikotarpiui."
definition = """\
Kiekvieno bendrojo ugdymo klasės mokinio rizikos požymių taškai: A – lankomumas, B – elgesys, C – rezultatai \
(kiekvienas ne daugiau kaip du), ir jų suma."""
+++ */
select
    school_id,
    pupil_id,
    period,
    part,
    sum(points) as numerator,
    count(*) as denominator
from asked.risk_levels
group by all
