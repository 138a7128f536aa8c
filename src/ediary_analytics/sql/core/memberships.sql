/* +++
title = "When each pupil is member of a group and enrolled, with the class then, in stretches that never overlap"
+++ */
select
    school_id,
    group_id,
    pupil_id,
    class_id,
    since,
    until
from core.group_stretches
where class_id is not null
