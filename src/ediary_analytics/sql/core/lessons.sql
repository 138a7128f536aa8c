/* +++
title = "Recorded lessons with what their group is, whether they were held, and whose they are"
+++ */
select
    lessons.*,
    groups.kind as group_kind,
    groups.class_id,
    groups.grade_level,
    is_blank(lessons.not_held_reason) as is_held,
    coalesce(lessons.staff_id, groups.staff_id) as owner_id
from staging.lessons as lessons
left join core.groups as groups
    on lessons.school_id = groups.school_id
    and lessons.group_id = groups.group_id
