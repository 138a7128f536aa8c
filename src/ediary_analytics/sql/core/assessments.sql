/* +++
title = "Assessments with the class and the teacher of their group"
+++ */
select
    assessments.*,
    groups.kind as group_kind,
    groups.class_id,
    groups.staff_id
from staging.assessments as assessments
left join core.groups as groups
    on assessments.school_id = groups.school_id
    and assessments.group_id = groups.group_id
