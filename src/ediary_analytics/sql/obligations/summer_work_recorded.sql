/* +++
title    = "Summer work graded"
duty     = "The grade of additional summer work is entered by the last day of that work."
remedy   = "Enter the grade of the summer work and tell the class head."
why      = "The teachers' council decides by it whether the pupil moves up a grade."
owner    = "teacher"
severity = "critical"
needs    = ["pupil_flags", "grades.entered_at"]

[lt]
title  = "Vasaros darbų įvertinimas įrašytas"
duty   = "Papildomų (vasaros) darbų įvertinimas įrašomas iki paskutinės jų dienos."
remedy = "Įrašykite papildomų (vasaros) darbų įvertinimą ir praneškite klasės vadovui."
why    = "Pagal jį mokytojų taryba sprendžia, ar mokinys keliamas į aukštesnę klasę."
+++ */
with works as (
    select * from core.awaited_grades
    where kind = 'summer_work'
)

select
    school_id,
    concat_ws('|', pupil_id, kind, since) as subject_id,
    until as on_date,
    null as owner_id,
    class_id,
    null as group_id,
    pupil_id,
    end_of_day(until) as due_at,
    entered_at as done_at,
    detail
from works
