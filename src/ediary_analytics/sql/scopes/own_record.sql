/* +++
title = "The pupil, while in a grade whose pupils may see their own record"
+++ */
select
    enrolled.school_id,
    null as class_id,
    null as group_id,
    enrolled.pupil_id,
    enrolled.since,
    classes.name
from scope.enrolled as enrolled
inner join core.classes as classes
    on enrolled.school_id = classes.school_id
    and enrolled.class_id = classes.class_id
where
    enrolled.pupil_id in (select unnest($pupil_ids::varchar[]))
    and classes.grade_level between $lowest_grade and $highest_grade
