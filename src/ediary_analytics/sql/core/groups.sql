/* +++
title = "Groups with the grade and the kind of their class"
+++ */
select
    groups.*,
    classes.grade_level,
    classes.kind as class_kind
from staging.groups as groups
left join staging.classes as classes
    on groups.school_id = classes.school_id
    and groups.class_id = classes.class_id
