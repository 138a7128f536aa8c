/* +++
title = "The person's preschool groups of this school year, each with its class and its pupils of today"
+++ */
select
    groups.school_id,
    classes.class_id,
    groups.group_id,
    pupils.pupil_id,
    pupils.since,
    groups.name
from core.groups as groups
inner join scope.moment as moment
    on groups.school_id = moment.school_id
    and coalesce(groups.school_year = moment.school_year, true)
left join core.classes as classes
    on groups.school_id = classes.school_id
    and groups.class_id = classes.class_id
    and classes.kind = 'preschool'
left join scope.enrolled as pupils
    on classes.school_id = pupils.school_id
    and classes.class_id = pupils.class_id
where groups.kind = 'preschool' and groups.staff_id = $staff_id
