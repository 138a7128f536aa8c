/* +++
title = "Days on which a pupil writes tests, with the class then, if any, and how many they are"
+++ */
select
    tests.school_id,
    members.pupil_id,
    tests.held_on,
    any_value(members.class_id) as class_id,
    count(*) as tests
from staging.assessments as tests
inner join core.group_stretches as members
    on tests.school_id = members.school_id
    and tests.group_id = members.group_id
    and tests.held_on between members.since and members.until
where tests.kind = 'test'
group by tests.school_id, members.pupil_id, tests.held_on
