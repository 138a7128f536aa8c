/* +++
title = "Assessments with the class and the teacher of their group, and when the first grade was entered"
+++ */
with graded as (
    select
        school_id,
        assessment_id,
        min(entered_at) as graded_at
    from staging.grades
    where assessment_id is not null
    group by all
)

select
    assessments.*,
    graded.graded_at,
    groups.kind as group_kind,
    groups.class_id,
    groups.staff_id
from staging.assessments as assessments
left join core.groups as groups
    on assessments.school_id = groups.school_id
    and assessments.group_id = groups.group_id
left join graded
    on assessments.school_id = graded.school_id
    and assessments.assessment_id = graded.assessment_id
