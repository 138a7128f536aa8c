/* +++
title = "Tests of the classes in scope between two days: a row per class and test, a joint group's in each class of it"
+++ */
with tests as (
    select * from core.assessments
    where kind = 'test' and held_on between $since and $until
),

placed as (
    select
        school_id,
        class_id,
        assessment_id
    from tests
    where class_id is not null
    union
    select
        tests.school_id,
        members.class_id,
        tests.assessment_id
    from tests
    inner join core.memberships as members
        on tests.school_id = members.school_id
        and tests.group_id = members.group_id
        and tests.held_on between members.since and members.until
    where tests.class_id is null
)

select
    tests.school_id,
    placed.class_id,
    tests.held_on,
    tests.assessment_id,
    groups.subject_id,
    coalesce(subjects.name, groups.subject_id, groups.name) as subject,
    groups.name as group_name,
    names.name as teacher,
    tests.topic,
    tests.announced_at
from placed
inner join tests
    on placed.school_id = tests.school_id
    and placed.assessment_id = tests.assessment_id
left join core.groups as groups
    on tests.school_id = groups.school_id
    and tests.group_id = groups.group_id
left join core.subjects as subjects
    on groups.school_id = subjects.school_id
    and groups.subject_id = subjects.subject_id
left join staff_names() as names
    on tests.school_id = names.school_id
    and tests.staff_id = names.staff_id
where placed.class_id is not null
order by tests.held_on, placed.class_id, subject collate lt, tests.assessment_id
