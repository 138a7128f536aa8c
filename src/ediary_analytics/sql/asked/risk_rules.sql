/* +++
title = "When a risk trigger fires: its bound, the points it gives, and the hours or marks it must at least rest on"
# bands of absence 5 and 10 %, 30 % and 20 hours: the school's own choice, as in absence_bands; more than half a month's
# lessons unjustified: NEMIS; five latenesses a month: as in frequent_lateness
+++ */
select
    rules.fired_by,
    rules.letter,
    rules.points,
    rules.compared,
    rules.bound_numerator,
    rules.bound_denominator,
    rules.least_basis
from (
    values
    ('absence_band', 'A', 1, '>=', 5, 100, 20),
    ('absence_band', 'A', 2, '>=', 10, 100, 20),
    ('unjustified_share', 'A', 1, '>=', 30, 100, 20),
    ('nemis_month', 'A', 2, '>', 1, 2, 0),
    ('running_string', 'A', 1, '>=', 3, 1, 0),
    ('sharp_change', 'A', 1, '>=', 10, 100, 20),
    ('frequent_lateness', 'B', 1, '>=', 5, 1, 0),
    ('remarks', 'B', 1, '>=', 3, 1, 0),
    ('negative_term_grades', 'C', 1, '>=', 1, 1, 0),
    ('negative_term_grades', 'C', 2, '>=', 2, 1, 0),
    ('falling_trend', 'C', 1, '<=', -1, 1, 5)
) as rules (fired_by, letter, points, compared, bound_numerator, bound_denominator, least_basis)
