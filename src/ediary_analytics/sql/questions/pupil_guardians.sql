/* +++
title = "The guardians of a pupil: whether they have an account by T, when they last logged in, on how many days lately"
+++ */
with logins as (
    select
        person_id,
        max(logged_in_at) as last_login_at,
        count(distinct logged_in_at::date) filter (
            where logged_in_at::date > getvariable('as_of')::date - $days::integer
        ) as days_lately
    from core.person_logins
    where school_id = $school and kind = 'guardian' and logged_in_at <= getvariable('as_of')
    group by person_id
),

accounts as (
    select distinct person_id
    from core.accounts
    where
        school_id = $school
        and person_kind = 'guardian'
        and coalesce(created_at <= getvariable('as_of'), true)
)

select
    guardians.guardian_id,
    guardians.first_name,
    guardians.last_name,
    guardians.wants_print,
    accounts.person_id is not null as has_account,
    logins.last_login_at,
    coalesce(logins.days_lately, 0) as days_lately
from core.guardians as guardians
left join accounts on guardians.guardian_id = accounts.person_id
left join logins on guardians.guardian_id = logins.person_id
where guardians.school_id = $school and guardians.pupil_id = $pupil
order by guardians.guardian_id
