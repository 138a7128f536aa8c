/* +++
title = "The classes of the person, their head, this school year, with their pupils of today"
+++ */
select
    classes.school_id,
    classes.class_id,
    null as group_id,
    pupils.pupil_id,
    pupils.since,
    classes.name
from core.classes as classes
inner join scope.moment as moment
    on classes.school_id = moment.school_id
    and coalesce(classes.school_year = moment.school_year, true)
left join scope.enrolled as pupils
    on classes.school_id = pupils.school_id
    and classes.class_id = pupils.class_id
where classes.homeroom_staff_id = $staff_id
