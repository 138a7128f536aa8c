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

# What each sign is called, how it is told of a pupil, the unit of its value, without which evidence it is silent, and
# in which setting the bound stands that gives so many points.
[signs.absence_band]
title  = "Lessons missed"
told   = "missed {value} of lessons"
unit   = "share"
needs  = ["lessons", "groups", "group_members", "attendance.status"]
bounds = { 1 = "missed_percent", 2 = "missed_more_percent" }

[lt.signs.absence_band]
title  = "Praleista pamokų"
told   = "praleista {value} pamokų"

[signs.unjustified_share]
title  = "Lessons missed without excuse"
told   = "{value} of lessons missed unjustified"
unit   = "share"
needs  = ["lessons", "groups", "group_members", "attendance.status"]
bounds = { 1 = "unjustified_percent" }

[lt.signs.unjustified_share]
title  = "Nepateisinta pamokų"
told   = "be pateisinimo praleista {value} pamokų"

[signs.nemis_month]
title  = "Without excuse in one month"
told   = "in the worst month {value} missed unjustified"
unit   = "share"
needs  = ["lessons", "groups", "group_members", "attendance.status"]
bounds = { 2 = "nemis_over_percent" }

[lt.signs.nemis_month]
title  = "Nepateisinta per mėnesį"
told   = "blogiausią mėnesį be pateisinimo praleista {value} pamokų"

[signs.running_string]
title  = "Days missed in a row"
told   = "absent {value} days running"
unit   = "count"
needs  = ["lessons", "groups", "group_members", "attendance.status"]
bounds = { 1 = "string_days" }

[lt.signs.running_string]
title  = "Iš eilės praleista dienų"
told   = "iš eilės praleista dienų: {value}"

[signs.sharp_change]
title  = "More missed than before"
told   = "absences grew by {value}"
unit   = "step"
needs  = ["lessons", "groups", "group_members", "attendance.status"]
bounds = { 1 = "change_percent" }

[lt.signs.sharp_change]
title  = "Praleista daugiau nei anksčiau"
told   = "praleistų pamokų dalis padidėjo {value}"

[signs.frequent_lateness]
title  = "Late in one month"
told   = "late {value} times in a month"
unit   = "count"
needs  = ["lessons", "groups", "group_members", "attendance"]
bounds = { 1 = "late_hours" }

[lt.signs.frequent_lateness]
title  = "Vėlavimai per mėnesį"
told   = "vėlavimų per mėnesį: {value}"

[signs.remarks]
title  = "Remarks"
told   = "remarks: {value}"
unit   = "count"
needs  = ["remarks"]
bounds = { 1 = "remarks_least" }

[lt.signs.remarks]
title  = "Pastabos"
told   = "pastabų: {value}"

[signs.negative_term_grades]
title  = "Negative term grades"
told   = "negative term grades: {value}"
unit   = "count"
needs  = ["term_grades"]
bounds = { 1 = "negatives_least", 2 = "negatives_more" }

[lt.signs.negative_term_grades]
title  = "Neigiami laikotarpio įvertinimai"
told   = "neigiamų laikotarpio įvertinimų: {value}"

[signs.falling_trend]
title  = "Falling marks"
told   = "marks fall by {value} in 30 days"
unit   = "points"
needs  = ["grades"]
bounds = { 1 = "falling_points" }

[lt.signs.falling_trend]
title  = "Prastėjantys pažymiai"
told   = "per 30 dienų pažymiai krinta {value} balo"
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
