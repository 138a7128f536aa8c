/* +++
title = "The totals of every duty at every moment that was imported"
+++ */
select
    school_id,
    policy,
    obligation,
    as_of,
    checkable,
    met,
    late,
    missing,
    pending,
    excused,
    (met + excused) / nullif(met + late + missing + excused, 0) as rate
from history.totals
order by school_id, policy, obligation, as_of
