/* +++
title = "The bounds of the signs of risk, with the points they give and the hours or marks they must rest on"
+++ */
select
    letter,
    fired_by,
    points,
    compared,
    bound_numerator / bound_denominator as bound,
    least_basis
from asked.risk_rules
order by letter, fired_by, points
