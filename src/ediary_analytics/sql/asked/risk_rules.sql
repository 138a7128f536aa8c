/* +++
title = "When a risk trigger fires: its bound, the points it gives, and the hours or marks it must at least rest on"

[settings]
missed_percent        = 5
missed_more_percent   = 10
unjustified_percent   = 30
nemis_over_percent    = 50
string_days           = 3
change_percent        = 10
held_least            = 20
late_hours            = 5
remarks_least         = 3
negatives_least       = 1
negatives_more        = 2
falling_points        = 1
marks_least           = 5

[sources]
missed_percent        = "where the usual bands of chronic absence begin (at risk, 1 point)"
missed_more_percent   = "the usual bound of chronic absence (2 points)"
unjustified_percent   = "the bound of poor attendance that schools commonly set"
nemis_over_percent    = "order V-1112: more than half of the month's lessons"
string_days           = "the school's own choice: whole days away after which to call home"
change_percent        = "the school's own choice: a tenth of the lessons more than in the window before"
held_least            = "with fewer held hours a share says little"
late_hours            = "what schools commonly call frequently late"
remarks_least         = "the school's own choice: a third remark is no longer chance"
negatives_least       = "the school's own choice: one negative term grade (1 point)"
negatives_more        = "the school's own choice: two negative term grades (2 points)"
falling_points        = "the school's own choice: a point less in a month's course"
marks_least           = "of fewer marks a trend says little: the school's own choice"

[lt.sources]
missed_percent        = "nuo tiek prasideda įprastos nelankymo ribos (rizika, 1 taškas)"
missed_more_percent   = "įprasta dažno nelankymo riba (2 taškai)"
unjustified_percent   = "prasto lankymo riba, kurią paprastai nusistato mokyklos"
nemis_over_percent    = "įsakymas V-1112: daugiau kaip pusė mėnesio pamokų"
string_days           = "mokyklos pasirinkimas: po kelių visai praleistų dienų skambinti į namus"
change_percent        = "mokyklos pasirinkimas: dešimtadaliu pamokų daugiau nei prieš tai"
held_least            = "kai įvykusių pamokų mažiau, dalis mažai ką sako"
late_hours            = "tiek mokyklos paprastai vadina dažnu vėlavimu"
remarks_least         = "mokyklos pasirinkimas: trečia pastaba – jau ne atsitiktinumas"
negatives_least       = "mokyklos pasirinkimas: vienas neigiamas laikotarpio įvertinimas (1 taškas)"
negatives_more        = "mokyklos pasirinkimas: du neigiami laikotarpio įvertinimai (2 taškai)"
falling_points        = "mokyklos pasirinkimas: balu mažiau per mėnesį"
marks_least           = "iš mažiau pažymių krypties nematyti: mokyklos pasirinkimas"
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
    ('absence_band', 'A', 1, '>=', setting('missed_percent'), 100, setting('held_least')),
    ('absence_band', 'A', 2, '>=', setting('missed_more_percent'), 100, setting('held_least')),
    ('unjustified_share', 'A', 1, '>=', setting('unjustified_percent'), 100, setting('held_least')),
    ('nemis_month', 'A', 2, '>', setting('nemis_over_percent'), 100, 0),
    ('running_string', 'A', 1, '>=', setting('string_days'), 1, 0),
    ('sharp_change', 'A', 1, '>=', setting('change_percent'), 100, setting('held_least')),
    ('frequent_lateness', 'B', 1, '>=', setting('late_hours'), 1, 0),
    ('remarks', 'B', 1, '>=', setting('remarks_least'), 1, 0),
    ('negative_term_grades', 'C', 1, '>=', setting('negatives_least'), 1, 0),
    ('negative_term_grades', 'C', 2, '>=', setting('negatives_more'), 1, 0),
    ('falling_trend', 'C', 1, '<=', -setting('falling_points'), 1, setting('marks_least'))
) as rules (fired_by, letter, points, compared, bound_numerator, bound_denominator, least_basis)
