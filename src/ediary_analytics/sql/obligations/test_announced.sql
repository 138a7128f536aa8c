/* +++
title    = "Test announced a week ahead"
duty     = "A test is marked in the diary at least a week before it is written."
remedy   = "Announce the test in the diary, or move it."
why      = "Pupils need a week to prepare, and teachers see where tests of one class would meet."
owner    = "teacher"
severity = "warning"
needs    = ["assessments.announced_at"]

[lt]
title  = "Kontrolinis paskelbtas prieš savaitę"
duty   = "Kontrolinis darbas dienyne pažymimas ne vėliau kaip prieš savaitę."
remedy = "Paskelbkite kontrolinį darbą dienyne arba perkelkite jį į vėlesnę dieną."
why    = "Mokiniams reikia savaitės pasirengti, o mokytojai mato, kur klasės kontroliniai susidurtų."

[settings]
notice_days = 7
+++ */
with tests as (
    select * from core.assessments
    where kind = 'test'
)

select
    school_id,
    assessment_id as subject_id,
    held_on as on_date,
    staff_id as owner_id,
    class_id,
    group_id,
    null as pupil_id,
    end_of_day(held_on - $notice_days) as due_at,
    announced_at as done_at,
    topic as detail
from tests
