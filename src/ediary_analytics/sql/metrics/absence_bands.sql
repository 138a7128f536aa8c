/* +++
title      = "Pupils by share missed"
why        = "A mean hides the few who miss much: a tenth of the lessons missed already shows in what is learnt."
definition = """\
Pupils by the share of held lesson hours they missed, for whatever reason: satisfactory under 5 %, at risk from 5 %, \
chronic from 10 %, severe from 20 %; too few under 20 held hours. Of the pupils with a held hour, in the class of the \
last enrolled day."""
unit       = "share"
good       = "none"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject"]
period     = "total"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Mokiniai pagal praleistų pamokų dalį"
why        = "Vidurkis slepia tuos, kurie praleidžia daug: dešimtadalis praleistų pamokų jau atsiliepia mokymuisi."
definition = """\
Mokiniai pagal dėl bet kokios priežasties praleistų pamokų dalį: lanko gerai – praleista mažiau kaip 5 %, rizika – \
nuo 5 %, dažnai nelanko – nuo 10 %, itin dažnai – nuo 20 %; per mažai duomenų – įvyko mažiau kaip 20 pamokų. Dalis iš \
mokinių, turėjusių įvykusią pamoką; mokinys priskiriamas klasei, kurioje buvo paskutinę dieną."""

[settings]
at_risk_percent = 5
chronic_percent = 10
severe_percent = 20
min_held = 20

[sources]
at_risk_percent = "the usual bands of chronic absence: a bound belongs to the worse band"
chronic_percent = "the usual bands of chronic absence"
severe_percent  = "the usual bands of chronic absence"
min_held        = "with fewer held hours a share says little: the school's own choice"

[lt.sources]
at_risk_percent = "įprastos nelankymo ribos; pati riba priklauso blogesnei grupei"
chronic_percent = "įprastos nelankymo ribos"
severe_percent  = "įprastos nelankymo ribos"
min_held        = "kai įvykusių pamokų mažiau, dalis mažai ką sako: mokyklos pasirinkimas"
+++ */
with pupils as (
    select
        *,
        case
            when held < $min_held then 'too_few'
            when 100 * missed >= $severe_percent * held then 'severe'
            when 100 * missed >= $chronic_percent * held then 'chronic'
            when 100 * missed >= $at_risk_percent * held then 'at_risk'
            else 'satisfactory'
        end as band
    from asked.pupil_hours
)

select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    period,
    parts.part,
    count_if(band = parts.part) as numerator,
    count(*) as denominator
from pupils
cross join unnest(['satisfactory', 'at_risk', 'chronic', 'severe', 'too_few']) as parts (part)
group by all
