/* +++
title = "Days between two on which pupils of a class write more tests than the rules allow, and how many pupils"
+++ */
-- of the tests that the viewer sees: who sees some subjects only has no rows of core.pupil_test_days, which is of all.
-- one membership on a day, however many rows say so
with writers as (
    select distinct
        tests.school_id,
        members.pupil_id,
        members.class_id,
        tests.held_on,
        tests.assessment_id
    from core.assessments as tests
    inner join core.memberships as members
        on tests.school_id = members.school_id
        and tests.group_id = members.group_id
        and tests.held_on between members.since and members.until
    where tests.kind = 'test' and tests.held_on between $since and $until
),

days as (
    select
        school_id,
        class_id,
        pupil_id,
        held_on,
        count(*) as tests
    from writers
    group by school_id, class_id, pupil_id, held_on
)

select
    school_id,
    class_id,
    held_on,
    max(tests) as tests,
    count(*) as pupils
from days
where tests > $most
group by school_id, class_id, held_on
order by held_on, class_id
