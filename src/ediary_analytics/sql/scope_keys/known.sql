/* +++
title = "Pupils the person may know: those in scope, and whoever is or was in a class or group in scope"
+++ */
select
    school_id,
    pupil_id
from scope.pupils
union
select
    members.school_id,
    members.pupil_id
from core.memberships as members
inner join scope.groups as groups
    on members.school_id = groups.school_id
    and members.group_id = groups.group_id
union
select
    pupils.school_id,
    pupils.pupil_id
from core.pupil_classes as pupils
inner join scope.classes as classes
    on pupils.school_id = classes.school_id
    and pupils.class_id = classes.class_id
