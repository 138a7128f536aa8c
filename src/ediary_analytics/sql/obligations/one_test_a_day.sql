/* +++
title    = "One test a day"
duty     = "A pupil writes no more than one test a day."
remedy   = "Agree with the other teachers which of the tests moves to another day."
why      = "Two tests on one day measure tiredness, not knowledge."
owner    = "teacher"
severity = "warning"
needs    = ["assessments", "group_members"]
detail   = "tests"

[lt]
title  = "Vienas kontrolinis per dieną"
duty   = "Mokinys per dieną rašo ne daugiau kaip vieną kontrolinį darbą."
remedy = "Su kitais mokytojais sutarkite, kuris kontrolinis perkeliamas į kitą dieną."
why    = "Du kontroliniai per dieną matuoja nuovargį, o ne žinias."

[settings]
max_tests = 1
+++ */
select
    school_id,
    concat_ws('|', pupil_id, held_on) as subject_id,
    held_on as on_date,
    null as owner_id,
    class_id,
    null as group_id,
    pupil_id,
    end_of_day(held_on) as due_at,
    case when tests <= $max_tests then held_on::timestamp end as done_at,
    tests::varchar as detail
from core.pupil_test_days
