/* +++
title      = "Absence at the edges of the day"
why        = """\
A pupil who was at school but not in the first or the last lesson came late or left: this can be talked over."""
definition = """\
Held lesson hours missed, of the pupil's first, middle and last ones of the day. Only days count on which the pupil \
had at least two lesson numbers held and attended one of them."""
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "total"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Praleistos dienos pradžios ir pabaigos pamokos"
why        = """\
Mokinys buvo mokykloje, bet ne pirmoje ar paskutinėje pamokoje: atėjo vėliau arba išėjo – apie tai galima kalbėtis."""
definition = """\
Praleistų pamokų dalis iš pirmų, vidurinių ir paskutinių mokinio dienos pamokų. Imamos tik dienos, kai įvyko bent \
dviejų numerių mokinio pamokos ir bent vienoje jis buvo."""
+++ */
with placed as (
    select
        *,
        min(lesson_no) over pupil_day as first_no,
        max(lesson_no) over pupil_day as last_no,
        bool_or(not is_missed) over pupil_day as came
    from asked.hours
    where state = 'held' and lesson_no is not null
    window pupil_day as (partition by school_id, who, period, held_on)
),

edges as (
    select
        *,
        case lesson_no when first_no then 'first' when last_no then 'last' else 'middle' end as place
    from placed
    where came and first_no < last_no
)

select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    group_id,
    staff_id,
    period,
    parts.part,
    count_if(is_missed and place = parts.part) as numerator,
    count_if(place = parts.part) as denominator
from edges
cross join unnest(['first', 'middle', 'last']) as parts (part)
group by all
