/* +++
title = "The informal and after-school groups of this school year, whoever leads them"
+++ */
select
    groups.school_id,
    null as class_id,
    groups.group_id,
    null as pupil_id,
    null::date as since,
    groups.name
from core.groups as groups
inner join scope.moment as moment
    on groups.school_id = moment.school_id
    and coalesce(groups.school_year = moment.school_year, true)
where groups.kind in ('informal', 'after_school')
