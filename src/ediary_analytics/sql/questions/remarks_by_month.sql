/* +++
title = "How many remarks of each kind every pupil got by month, in the window; never their words"
+++ */
select
    remarks.school_id,
    remarks.pupil_id,
    month_of(remarks.written_on) as month,
    remarks.kind,
    count(*) as remarks
from core.remarks as remarks
inner join asked.span as span
    on remarks.school_id = span.school_id
    and remarks.written_on between span.since and span.until
group by all
order by remarks.school_id, remarks.pupil_id, month, remarks.kind
