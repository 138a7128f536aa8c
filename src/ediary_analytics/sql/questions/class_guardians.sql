/* +++
title = "The pupils of a class on a day with their guardians, if any: account, last login, contacts"
+++ */
with logins as (
    select
        school_id,
        person_id,
        max(logged_in_at) as last_login_at
    from core.person_logins
    where kind = 'guardian' and logged_in_at::date <= $until::date
    group by all
),

accounts as (
    select distinct
        school_id,
        person_id
    from core.accounts
    where person_kind = 'guardian' and coalesce(created_at::date <= $until::date, true)
)

select
    enrolled.pupil_id,
    coalesce(pupils.name, enrolled.pupil_id) as pupil,
    guardians.guardian_id,
    coalesce(nullif(concat_ws(' ', guardians.last_name, guardians.first_name), ''), guardians.guardian_id) as guardian,
    guardians.phone,
    guardians.email,
    coalesce(guardians.wants_print, false) as wants_print,
    accounts.person_id is not null as has_account,
    logins.last_login_at
from core.pupil_classes as enrolled
left join pupil_names() as pupils
    on enrolled.school_id = pupils.school_id
    and enrolled.pupil_id = pupils.pupil_id
left join core.guardians as guardians
    on enrolled.school_id = guardians.school_id
    and enrolled.pupil_id = guardians.pupil_id
left join accounts
    on guardians.school_id = accounts.school_id
    and guardians.guardian_id = accounts.person_id
left join logins
    on guardians.school_id = logins.school_id
    and guardians.guardian_id = logins.person_id
where enrolled.class_id = $class and $until::date between enrolled.since and enrolled.until
order by pupil collate lt, enrolled.pupil_id, guardian collate lt, guardians.guardian_id
