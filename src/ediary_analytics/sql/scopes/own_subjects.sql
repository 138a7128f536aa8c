/* +++
title = "The groups of this school year in the subjects of the person's methodical group"
+++ */
select
    groups.school_id,
    null as class_id,
    groups.group_id,
    null as pupil_id,
    null::date as since,
    staff.methodical_group as name
from core.staff as staff
inner join core.subjects as subjects
    on staff.school_id = subjects.school_id
    and staff.methodical_group = subjects.methodical_group
inner join core.groups as groups
    on subjects.school_id = groups.school_id
    and subjects.subject_id = groups.subject_id
inner join scope.moment as moment
    on groups.school_id = moment.school_id
    and coalesce(groups.school_year = moment.school_year, true)
where staff.staff_id = $staff_id
