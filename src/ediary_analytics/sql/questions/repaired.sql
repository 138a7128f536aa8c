/* +++
title = "Duties once seen missing that no longer are, the newest repair first"
+++ */
select
    school_id,
    policy,
    obligation,
    subject_id,
    first_seen,
    last_seen,
    resolved_at
from history.breaches
where seen_missing and resolved_at is not null
order by resolved_at desc, school_id asc, obligation asc, subject_id asc
