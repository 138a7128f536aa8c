/* +++
title      = "Lateness"
why        = "Whoever is late misses the start and disturbs the others; a habit of it often comes before truancy."
definition = "Held lesson hours for which the pupil was marked late, of all held lesson hours."
unit       = "share"
good       = "down"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = ["lessons", "groups", "group_members", "enrolments", "classes", "terms", "attendance"]

[lt]
title      = "Vėlavimas"
why        = """\
Pavėlavęs mokinys praleidžia pamokos pradžią ir trukdo kitiems; įprotis vėluoti dažnai virsta pamokų praleidinėjimu."""
definition = "Įvykusių pamokų, į kurias mokinys pavėlavo, dalis iš visų įvykusių (mokinio pamokos)."
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    group_id,
    staff_id,
    period,
    null as part,
    sum(late) as numerator,
    sum(held) as denominator
from asked.summed_hours
where held > 0
group by all
