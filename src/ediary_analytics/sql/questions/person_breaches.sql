/* +++
title = "Duties about a pupil that an import once found late or missing: when first, when last, and since when repaired"
+++ */
with own as (
    select distinct
        school_id,
        policy,
        obligation,
        subject_id
    from judged.verdicts
    where pupil_id = $pupil
)

select
    breaches.policy,
    breaches.obligation,
    breaches.subject_id,
    breaches.status,
    breaches.first_seen,
    breaches.last_seen,
    breaches.resolved_at
from history.breaches as breaches
left join own
    on breaches.school_id = own.school_id
    and breaches.policy = own.policy
    and breaches.obligation = own.obligation
    and breaches.subject_id = own.subject_id
where
    breaches.school_id = $school
    and (own.subject_id is not null or list_contains(string_split(breaches.subject_id, '|'), $pupil))
order by breaches.first_seen asc, breaches.obligation asc, breaches.subject_id asc
