/* +++
title = "The people of the school on the day of T with the keys asked for, their account and last login"
shared = true
+++ */
with accounts as (
    select
        school_id,
        person_kind as kind,
        person_id
    from core.accounts
    where coalesce(created_at <= getvariable('as_of'), true)
    group by all
),

logins as (
    select
        school_id,
        kind,
        person_id,
        max(logged_in_at) as last_login_at
    from core.person_logins
    where logged_in_at <= getvariable('as_of')
    group by all
)

select
    people.school_id,
    keyed('kind', people.kind) as kind,
    keyed('class', people.class_id) as class_id,
    keyed('grade', people.grade_level) as grade_level,
    keyed('pupil', people.pupil_id) as pupil_id,
    case when getvariable('period') = 'total' then 'total' end as period,
    (people.kind, people.person_id) as who,
    accounts.person_id is not null as has_account,
    logins.last_login_at,
    getvariable('as_of')::date - logins.last_login_at::date as days_since
from core.people as people
left join accounts
    on people.school_id = accounts.school_id
    and people.kind = accounts.kind
    and people.person_id = accounts.person_id
left join logins
    on people.school_id = logins.school_id
    and people.kind = logins.kind
    and people.person_id = logins.person_id
where getvariable('as_of')::date between people.since and people.until
