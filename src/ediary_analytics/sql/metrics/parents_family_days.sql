/* +++
title      = "Family days justified"
why        = "Parents may justify few days a term for family reasons; beyond that the school decides."
definition = """\
Days of the half-year or trimester with a lesson hour justified by a family reason, per pupil with any such day. The \
limit is 3 days a half-year, 2 a trimester. A pupil counts in the class of the last enrolled day."""
unit       = "days"
good       = "down"
by         = ["pupil"]
allow      = ["pupil", "class", "grade"]
period     = "term"
periods    = ["term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Dėl šeimos priežasčių pateisintos dienos"
why        = """\
Dėl svarbių šeimos priežasčių tėvai per laikotarpį gali pateisinti tik kelias dienas; dėl ilgesnio nebuvimo sprendžia \
mokykla."""
definition = """\
Pusmečio ar trimestro dienos, kurių bent viena pamoka pateisinta dėl šeimos priežasčių, vienam tokių dienų turinčiam \
mokiniui. Riba – 3 dienos per pusmetį, 2 per trimestrą. Mokinys priskiriamas klasei, kurioje buvo paskutinę dieną."""

[settings]
limit_half_year = 3
limit_trimester = 2

[sources]
limit_half_year = "order V-1112: days of important personal reasons; a school may allow more"
limit_trimester = "the same for the shorter trimester; a school may allow more"

[lt.sources]
limit_half_year = "įsakymas V-1112: dienos dėl svarbių asmeninių priežasčių; mokykla gali leisti daugiau"
limit_trimester = "tas pats trumpesniam trimestrui; mokykla gali leisti daugiau"
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    period,
    null as part,
    sum(family_days) as numerator,
    count(*) as denominator
from asked.pupil_hours
where family_days > 0 and term_kind is distinct from 'year'
group by all
