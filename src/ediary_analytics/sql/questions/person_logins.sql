/* +++
title = "Accounts of a pupil and of the pupil's guardians, with each log-in"
+++ */
with people as (
    select
        school_id,
        'pupil' as person_kind,
        pupil_id as person_id
    from core.pupils
    where pupil_id = $pupil
    union
    select
        school_id,
        'guardian' as person_kind,
        guardian_id as person_id
    from core.guardians
    where pupil_id = $pupil
)

select
    accounts.person_kind,
    accounts.person_id,
    accounts.account_id,
    accounts.created_at,
    accounts.credentials_given_at,
    logins.logged_in_at
from core.accounts as accounts
inner join people
    on accounts.school_id = people.school_id
    and accounts.person_kind = people.person_kind
    and accounts.person_id = people.person_id
left join core.logins as logins
    on accounts.school_id = logins.school_id
    and accounts.account_id = logins.account_id
where accounts.school_id = $school
order by accounts.person_kind asc, accounts.account_id asc, logins.logged_in_at asc
