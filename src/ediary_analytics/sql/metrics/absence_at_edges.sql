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
    "lessons.lesson_no", "attendance.status", "attendance.reason",
]

[lt]
title      = "Praleistos dienos pradžios ir pabaigos pamokos"
why        = """\
Mokinys buvo mokykloje, bet ne pirmoje ar paskutinėje pamokoje: atėjo vėliau arba išėjo – apie tai galima kalbėtis."""
definition = """\
Praleistų pamokų dalis iš pirmų, vidurinių ir paskutinių mokinio dienos pamokų. Imamos tik dienos, kai įvyko bent \
dviejų numerių mokinio pamokos ir bent vienoje jis buvo."""
+++ */
-- the edges are those of the pupil's day, whatever is asked for
with days as (
    select * from core.pupil_days
    where came and first_no < last_no
),

edges as (
    select
        hours.*,
        case hours.lesson_no when days.first_no then 'first' when days.last_no then 'last' else 'middle' end as place
    from asked.hours as hours
    inner join days
        on hours.school_id = days.school_id
        and hours.who = days.pupil_id
        and hours.held_on = days.held_on
    where hours.state = 'held' and hours.lesson_no is not null
),

counted as (
    select
        school_id,
        class_id,
        grade_level,
        pupil_id,
        subject_id,
        group_id,
        staff_id,
        period,
        place,
        count_if(is_missed) as missed,
        count(*) as held
    from edges
    group by all
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
    coalesce(sum(missed) filter (where place = parts.part), 0) as numerator,
    coalesce(sum(held) filter (where place = parts.part), 0) as denominator
from counted
cross join unnest(['first', 'middle', 'last']) as parts (part)
group by all
