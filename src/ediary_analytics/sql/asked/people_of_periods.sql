/* +++
title = "The people of the school on the last day of each period, with the keys asked for, active if they logged in"
+++ */
with periods as (
    select * from asked.login_periods
),

accounts as (
    select
        school_id,
        person_kind as kind,
        person_id,
        min(coalesce(created_at::date, date '0001-01-01')) as since
    from core.accounts
    where coalesce(created_at <= getvariable('as_of'), true)
    group by all
),

active as (
    select distinct
        logins.school_id,
        logins.kind,
        logins.person_id,
        periods.period
    from core.person_logins as logins
    inner join periods
        on logins.school_id = periods.school_id
        and logins.logged_in_at::date between periods.since and periods.until
    where logins.logged_in_at <= getvariable('as_of')
)

select
    people.school_id,
    keyed('kind', people.kind) as kind,
    keyed('class', people.class_id) as class_id,
    keyed('grade', people.grade_level) as grade_level,
    keyed('pupil', people.pupil_id) as pupil_id,
    periods.period,
    (people.kind, people.person_id) as who,
    people.kind as who_kind,
    people.pupil_id as who_pupil,
    coalesce(accounts.since <= periods.until, false) as has_account,
    active.person_id is not null as is_active
from core.people as people
inner join periods
    on people.school_id = periods.school_id
    and periods.until between people.since and people.until
left join accounts
    on people.school_id = accounts.school_id
    and people.kind = accounts.kind
    and people.person_id = accounts.person_id
left join active
    on people.school_id = active.school_id
    and people.kind = active.kind
    and people.person_id = active.person_id
    and periods.period = active.period
