/* +++
title = "Months that were signed off as duties: done when the last of their grades was signed for, else not done yet"
+++ */
select
    school_id,
    kind,
    period,
    case when bool_and(signed_at is not null) then max(signed_at) end as done_at
from entered.signed_grades
group by all
