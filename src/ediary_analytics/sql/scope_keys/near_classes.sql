/* +++
title = "Classes in scope, of pupils the person may know, and of groups near the scope"
+++ */
select
    school_id,
    class_id
from scope.classes
union
select
    pupils.school_id,
    pupils.class_id
from core.pupil_classes as pupils
inner join scope.known as known
    on pupils.school_id = known.school_id
    and pupils.pupil_id = known.pupil_id
union
select
    groups.school_id,
    groups.class_id
from core.groups as groups
inner join scope.near_groups as near_groups
    on groups.school_id = near_groups.school_id
    and groups.group_id = near_groups.group_id
where groups.class_id is not null
