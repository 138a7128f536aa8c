/* +++
title = "Marks that stand for themselves, from formal and home groups, of pupils enrolled that day, with their class"
+++ */
with grades as (
    select
        *,
        plain_grade(value) as plain
    from staging.grades
    -- a cumulative one is part of a later mark; summer work has no term
    where coalesce(kind not in ('cumulative', 'summer'), true)
),

groups as (
    select * from core.groups
    where kind in ('formal', 'home')
)

select
    grades.school_id,
    grades.grade_id,
    grades.pupil_id,
    pupil_classes.class_id,
    classes.grade_level,
    grades.group_id,
    groups.subject_id,
    groups.staff_id,
    grades.given_on,
    grades.plain as value,
    grade_points(grades.plain) as points,
    -- a subject of which nothing is said counts
    coalesce(subjects.in_average, true) as in_average
from grades
inner join groups
    on grades.school_id = groups.school_id
    and grades.group_id = groups.group_id
inner join core.pupil_classes as pupil_classes
    on grades.school_id = pupil_classes.school_id
    and grades.pupil_id = pupil_classes.pupil_id
    and grades.given_on between pupil_classes.since and pupil_classes.until
left join staging.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
left join staging.subjects as subjects
    on groups.school_id = subjects.school_id
    and groups.subject_id = subjects.subject_id
where grades.plain is not null
