/* +++
title = "The pupils flagged so on a day of the window, by name: since when, until when, what the flag says"
+++ */
select
    flags.school_id,
    flags.pupil_id,
    coalesce(nullif(concat_ws(' ', pupils.last_name, pupils.first_name), ''), flags.pupil_id) as name,
    flags.since,
    flags.until,
    flags.detail
from core.pupil_flags as flags
inner join asked.span as span on flags.school_id = span.school_id
inner join core.pupils as pupils
    on flags.school_id = pupils.school_id
    and flags.pupil_id = pupils.pupil_id
where
    flags.kind = $flag
    and flags.since <= span.until
    and coalesce(flags.until >= span.since, true)
order by flags.school_id, name collate lt, flags.pupil_id, flags.since
