/* +++
title      = "Signs of risk"
why        = "A worry can be talked about only when it says what was seen, and how far from the bound it is."
definition = """\
Each sign that fired for a pupil in the last 45 school days of the class, with its value: absence (share of \
hours missed, share unjustified, a month over the NEMIS bound, days missed in a row, a sharp change), behaviour \
(lateness, remarks) and results (negative term grades, falling marks)."""
unit       = "number"
good       = "down"
by         = ["pupil"]
allow      = ["pupil"]
period     = "total"
periods    = ["total"]
# a sign without its evidence does not fire; the settings stand with the views that are read, asked.risk…
needs      = ["enrolments", "classes", "terms"]

[lt]
title      = "Rizikos požymiai"
why        = "Kalbėtis apie nerimą galima tik žinant, kas pastebėta ir kiek nutolta nuo ribos."
definition = """\
Kiekvienas požymis, pasireiškęs per paskutines 45 klasės ugdymo dienas, ir jo reikšmė: lankomumas (praleistų ir \
nepateisintų pamokų dalis, NEMIS ribą viršijęs mėnuo, iš eilės praleistos dienos, staigus pokytis), elgesys \
(vėlavimai, pastabos), rezultatai (neigiami laikotarpio įvertinimai, prastėjantys pažymiai)."""
+++ */
select
    school_id,
    keyed('pupil', who) as pupil_id,
    case when getvariable('period') = 'total' then 'total' end as period,
    fired_by as part,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from asked.risk
group by all
