/* +++
title    = "One test a day"
duty     = "A pupil writes no more than one test a day."
remedy   = "Agree with the other teachers which of the tests moves to another day."
why      = "Two tests on one day measure tiredness, not knowledge."
owner    = "teacher"
severity = "warning"
needs    = ["assessments", "group_members"]

[lt]
title  = "Vienas kontrolinis per dieną"
duty   = "Mokinys per dieną rašo ne daugiau kaip vieną kontrolinį darbą."
remedy = "Su kitais mokytojais sutarkite, kuris kontrolinis perkeliamas į kitą dieną."
why    = "Du kontroliniai per dieną matuoja nuovargį, o ne žinias."

[settings]
max_tests = 1
+++ */
with tests as (
    select * from core.assessments
    where kind = 'test'
),

days as (
    select
        tests.school_id,
        members.pupil_id,
        tests.held_on,
        count(distinct tests.assessment_id) as tests  -- one membership on a day, however many rows say so
    from tests
    inner join core.group_members as members
        on tests.school_id = members.school_id
        and tests.group_id = members.group_id
        and coalesce(tests.held_on >= members.joined_on, true)
        and coalesce(tests.held_on <= members.left_on, true)
    group by all
)

select
    days.school_id,
    concat_ws('|', days.pupil_id, days.held_on) as subject_id,
    days.held_on as on_date,
    null as owner_id,
    pupil_classes.class_id,
    null as group_id,
    days.pupil_id,
    end_of_day(days.held_on) as due_at,
    case when days.tests <= $max_tests then days.held_on::timestamp end as done_at,
    days.tests::varchar as detail
from days
left join core.pupil_classes as pupil_classes
    on days.school_id = pupil_classes.school_id
    and days.pupil_id = pupil_classes.pupil_id
    and days.held_on between pupil_classes.since and pupil_classes.until
