/* +++
title      = "How late duties are done"
why        = "An hour late is a habit to mend; a week late means that nobody could rely on the diary."
definition = """\
Duties done late by the time past due: up to one day (1d), three days (3d), seven days (7d), more; of all duties \
done late."""
unit       = "share"
good       = "none"
by         = ["obligation"]
allow      = ["obligation", "teacher", "class", "grade", "subject", "group"]
period     = "total"
periods    = ["total", "month", "week", "term"]
# what each duty needs is its own; a duty without its evidence is not judged
needs      = []
judged     = true

[lt]
title      = "Kiek vėluojama"
why        = """\
Valanda po termino – įprotis, kurį galima keisti; savaitė – vadinasi, dienynu niekas negalėjo pasikliauti."""
definition = """\
Pavėluotai atliktų pareigų dalis pagal vėlavimo trukmę: iki vienos paros (1d), iki trijų (3d), iki septynių \
(7d), ilgiau (more); iš visų pavėluotai atliktų pareigų."""

[settings]
day_hours   = 24
days3_hours = 72
week_hours  = 168

[sources]
day_hours   = "hours past due: a day"
days3_hours = "hours past due: three days"
week_hours  = "hours past due: a week"

[lt.sources]
day_hours   = "valandos po termino: para"
days3_hours = "valandos po termino: trys paros"
week_hours  = "valandos po termino: savaitė"
+++ */
with late as (
    select
        *,
        case
            when done_at <= due_at + to_hours($day_hours) then '1d'
            when done_at <= due_at + to_hours($days3_hours) then '3d'
            when done_at <= due_at + to_hours($week_hours) then '7d'
            else 'more'
        end as band
    from asked.verdicts
    where status = 'late'
),

parts as (
    select unnest(['1d', '3d', '7d', 'more']) as part
)

select
    late.school_id,
    late.obligation,
    late.staff_id,
    late.class_id,
    late.grade_level,
    late.subject_id,
    late.group_id,
    late.period,
    parts.part,
    count_if(late.band = parts.part) as numerator,
    count(*) as denominator
from late
cross join parts
group by all
