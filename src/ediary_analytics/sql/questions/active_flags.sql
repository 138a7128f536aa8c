/* +++
title = "Pupils in the risk group at the moment asked about: since when, and in which class"
+++ */
select
    flags.pupil_id,
    max(flags.since) as since
from core.pupil_flags as flags
where
    flags.kind = 'risk_group'
    and getvariable('as_of')::date between flags.since and coalesce(flags.until, date '9999-12-31')
group by flags.pupil_id
order by flags.pupil_id
