/* +++
title = "Per month of their days, where all judged duties of a policy stand together"
+++ */
select
    month_of(on_date) as month,
    count(*) filter (status = 'met') as met,
    count(*) filter (status = 'late') as late,
    count(*) filter (status = 'missing') as missing,
    count(*) filter (status = 'pending') as pending,
    count(*) filter (status = 'excused') as excused
from judged.verdicts
where policy = $policy and on_date is not null
group by month
order by month
