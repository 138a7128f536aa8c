/* +++
title = "Term grades of formal and home groups, of pupils enrolled on the term's last day, with their class then"
+++ */
with grades as (
    select
        *,
        plain_grade(value) as plain
    from staging.term_grades
),

groups as (
    select * from core.groups
    where kind in ('formal', 'home')
)

select
    grades.school_id,
    grades.pupil_id,
    pupil_classes.class_id,
    classes.grade_level,
    grades.group_id,
    groups.subject_id,
    groups.staff_id,
    grades.term_id,
    terms.kind as term_kind,
    coalesce(terms.school_year, classes.school_year) as school_year,
    terms.ends_on,
    grades.plain as value,
    grade_points(grades.plain) as points,
    grade_rank(grades.plain) as lowest,
    is_negative_grade(grades.plain) as is_negative,
    -- a subject of which nothing is said counts
    coalesce(subjects.in_average, true) as in_average
from grades
inner join groups
    on grades.school_id = groups.school_id
    and grades.group_id = groups.group_id
inner join staging.terms as terms
    on grades.school_id = terms.school_id
    and grades.term_id = terms.term_id
inner join core.pupil_classes as pupil_classes
    on grades.school_id = pupil_classes.school_id
    and grades.pupil_id = pupil_classes.pupil_id
    and terms.ends_on between pupil_classes.since and pupil_classes.until
left join staging.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
left join staging.subjects as subjects
    on groups.school_id = subjects.school_id
    and groups.subject_id = subjects.subject_id
where grades.plain is not null
