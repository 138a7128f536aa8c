/* +++
title = "The pupils flagged today for support by this kind of specialist"
+++ */
select
    flags.school_id,
    null as class_id,
    null as group_id,
    flags.pupil_id,
    flags.since,
    flags.detail as name
from core.pupil_flags as flags
inner join scope.enrolled as enrolled
    on flags.school_id = enrolled.school_id
    and flags.pupil_id = enrolled.pupil_id
inner join scope.moment as moment
    on flags.school_id = moment.school_id
    and flags.since <= moment.today
    and coalesce(flags.until >= moment.today, true)
where flags.kind = 'support' and regexp_matches(lower(flags.detail), $specialist)
