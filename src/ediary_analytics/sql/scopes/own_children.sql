/* +++
title = "The guardian's children who are pupils of the school today"
+++ */
select
    enrolled.school_id,
    null as class_id,
    null as group_id,
    enrolled.pupil_id,
    enrolled.since,
    classes.name
from scope.enrolled as enrolled
left join core.classes as classes
    on enrolled.school_id = classes.school_id
    and enrolled.class_id = classes.class_id
where enrolled.pupil_id in (select unnest($pupil_ids::varchar[]))
