/* +++
title = "The pupils who have left the school"
+++ */
select
    enrolments.school_id,
    null as class_id,
    null as group_id,
    enrolments.pupil_id,
    max(enrolments.left_on) as since,
    null::varchar as name
from core.enrolments as enrolments
inner join scope.moment as moment
    on enrolments.school_id = moment.school_id
    and enrolments.left_on < moment.today
anti join scope.enrolled as enrolled
    on enrolments.school_id = enrolled.school_id
    and enrolments.pupil_id = enrolled.pupil_id
group by enrolments.school_id, enrolments.pupil_id
