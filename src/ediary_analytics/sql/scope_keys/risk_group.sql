/* +++
title = "The pupils in the risk group today"
+++ */
select distinct
    flags.school_id,
    flags.pupil_id
from core.pupil_flags as flags
inner join scope.moment as moment
    on flags.school_id = moment.school_id
    and flags.since <= moment.today
    and coalesce(flags.until >= moment.today, true)
where flags.kind = 'risk_group'
