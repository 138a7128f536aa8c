/* +++
title = "The people of the school on the last day of each period, with their account, active if they logged in"
shared = true
+++ */
with periods as (
    select * from asked.login_periods
),

-- a login finds its periods by its day: of as many logins as these, none is held against every period
days as (
    select
        school_id,
        period,
        unnest(generate_series(since, until, interval 1 day))::date as day
    from periods
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
        days.period
    from core.person_logins as logins
    inner join days
        on logins.school_id = days.school_id
        and logins.logged_in_at::date = days.day
    where logins.logged_in_at <= getvariable('as_of')
)

select
    people.school_id,
    people.kind,
    people.person_id,
    people.class_id,
    people.grade_level,
    people.pupil_id,
    periods.period,
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
