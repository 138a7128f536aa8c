/* +++
title = "How many corrections were seen between imports, and since when"
+++ */
select
    count(*) filter (what <> 'renewed') as seen,
    count(*) filter (what = 'renewed') as renewed,
    min(coalesce(after, until)) as since
from history.corrections
