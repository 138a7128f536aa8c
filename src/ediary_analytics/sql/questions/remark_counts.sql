/* +++
title = "How many remarks of each kind the pupils in scope were written from one day to another"
+++ */
select
    pupil_id,
    kind,
    count(*)::bigint as remarks
from core.remarks
where written_on between $since::date and $until::date
group by all
order by all
