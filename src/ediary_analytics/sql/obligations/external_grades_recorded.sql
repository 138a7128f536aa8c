/* +++
title    = "Grades from elsewhere recorded"
duty     = "When a pupil returns from a hospital, sanatorium or other school, the grades earned there are entered."
remedy   = "Ask the other institution for the grades and enter them as grades from another institution."
why      = "What a pupil learnt while away counts towards the term grade like everything else."
owner    = "class_head"
severity = "warning"
needs    = ["pupil_flags", "grades.entered_at"]

[lt]
title  = "Kitos įstaigos įvertinimai įrašyti"
duty   = "Mokiniui grįžus iš gydymo ar kitos įstaigos, ten gauti įvertinimai įrašomi į dienyną."
remedy = "Gaukite iš įstaigos pažymių suvestinę ir įrašykite įvertinimus, nurodydami tipą „Iš kitos įstaigos“."
why    = "Tai, ko mokinys išmoko kitur, lemia laikotarpio įvertinimą taip pat kaip ir visa kita."

[settings]
days = 5
+++ */
with placements as (
    select * from core.awaited_grades
    where kind = 'placement'
)

select
    school_id,
    concat_ws('|', pupil_id, kind, since) as subject_id,
    until as on_date,
    homeroom_staff_id as owner_id,
    class_id,
    null as group_id,
    pupil_id,
    end_of_day(working_day_after(until, $days)) as due_at,
    entered_at as done_at,
    detail
from placements
