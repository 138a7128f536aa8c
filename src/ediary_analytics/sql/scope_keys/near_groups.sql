/* +++
title = "Groups in scope, of classes in scope, and those in which pupils in scope learn"
+++ */
select
    school_id,
    group_id
from scope.groups
union
select
    groups.school_id,
    groups.group_id
from core.groups as groups
inner join scope.classes as classes
    on groups.school_id = classes.school_id
    and groups.class_id = classes.class_id
union
select
    members.school_id,
    members.group_id
from core.memberships as members
inner join scope.pupils as pupils
    on members.school_id = pupils.school_id
    and members.pupil_id = pupils.pupil_id
