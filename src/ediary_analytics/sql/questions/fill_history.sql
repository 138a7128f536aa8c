/* +++
title = "At every moment that was imported, where all duties of a policy that could be checked stood together"
+++ */
select
    as_of,
    sum(met)::bigint as met,
    sum(late)::bigint as late,
    sum(missing)::bigint as missing,
    sum(pending)::bigint as pending,
    sum(excused)::bigint as excused
from history.totals
where policy = $policy and checkable
group by as_of
order by as_of
