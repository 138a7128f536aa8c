/* +++
title = "How many remarks of each kind a pupil got by month, in the window; never their words"
+++ */
select
    month_of(remarks.written_on) as month,
    remarks.kind,
    count(*) as remarks
from core.remarks as remarks
inner join asked.span as span
    on remarks.school_id = span.school_id
    and remarks.written_on between span.since and span.until
where remarks.school_id = $school and remarks.pupil_id = $pupil
group by all
order by month, remarks.kind
