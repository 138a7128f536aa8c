/* +++
title = "Days between two on which pupils of a class write more tests than the rules allow, and how many pupils"
+++ */
select
    school_id,
    class_id,
    held_on,
    max(tests) as tests,
    count(*) as pupils
from core.pupil_test_days
where tests > $most and held_on between $since and $until and class_id is not null
group by school_id, class_id, held_on
order by held_on, class_id
