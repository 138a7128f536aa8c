/* +++
title = "The classes of today of the pupils in the person's after-school groups, with all their pupils"
+++ */
with members as (
    select distinct
        enrolled.school_id,
        enrolled.class_id
    from core.groups as groups
    inner join scope.moment as moment
        on groups.school_id = moment.school_id
        and coalesce(groups.school_year = moment.school_year, true)
    inner join core.memberships as members
        on groups.school_id = members.school_id
        and groups.group_id = members.group_id
        and moment.today between members.since and members.until
    inner join scope.enrolled as enrolled
        on members.school_id = enrolled.school_id
        and members.pupil_id = enrolled.pupil_id
    where groups.kind = 'after_school' and groups.staff_id = $staff_id
)

select
    classes.school_id,
    classes.class_id,
    null as group_id,
    pupils.pupil_id,
    pupils.since,
    classes.name
from members
inner join core.classes as classes
    on members.school_id = classes.school_id
    and members.class_id = classes.class_id
left join scope.enrolled as pupils
    on classes.school_id = pupils.school_id
    and classes.class_id = pupils.class_id
