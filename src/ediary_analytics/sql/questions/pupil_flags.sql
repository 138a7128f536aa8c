/* +++
title = "What the diary says of a pupil over time: risk group, support, home schooling, adapted programme"
+++ */
select
    kind,
    since,
    until,
    detail,
    getvariable('as_of')::date between since and coalesce(until, date '9999-12-31') as is_active
from core.pupil_flags
where school_id = $school and pupil_id = $pupil
order by since, kind
