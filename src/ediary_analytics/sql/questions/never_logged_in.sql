/* +++
title = "Who has never logged in by a moment: guardians by child, pupils, staff; with contacts as far as these are seen"
+++ */
with people as (
    select * from core.people
    where $moment::date between since and until
),

accounts as (
    select distinct
        school_id,
        person_kind as kind,
        person_id
    from core.accounts
    where coalesce(created_at <= $moment, true)
),

logins as (
    select distinct
        school_id,
        kind,
        person_id
    from core.person_logins
    where logged_in_at <= $moment
),

guardians as (
    select
        school_id,
        guardian_id,
        pupil_id,
        nullif(concat_ws(' ', last_name, first_name), '') as name,
        phone,
        email,
        wants_print
    from core.guardians
),

pupils as (
    select
        school_id,
        pupil_id,
        nullif(concat_ws(' ', last_name, first_name), '') as name
    from core.pupils
)

select
    people.school_id,
    people.kind,
    people.class_id,
    people.person_id,
    case people.kind when 'guardian' then guardians.name when 'pupil' then pupils.name else staff.name end as name,
    people.pupil_id,
    pupils.name as pupil,
    accounts.person_id is not null as has_account,
    coalesce(guardians.wants_print, false) as wants_print,
    guardians.phone,
    guardians.email
from people
anti join logins
    on people.school_id = logins.school_id
    and people.kind = logins.kind
    and people.person_id = logins.person_id
left join accounts
    on people.school_id = accounts.school_id
    and people.kind = accounts.kind
    and people.person_id = accounts.person_id
left join guardians
    on people.school_id = guardians.school_id
    and people.kind = 'guardian'
    and people.person_id = guardians.guardian_id
    and people.pupil_id = guardians.pupil_id
left join pupils
    on people.school_id = pupils.school_id
    and people.pupil_id = pupils.pupil_id
left join staff_names() as staff
    on people.school_id = staff.school_id
    and people.kind = 'staff'
    and people.person_id = staff.staff_id
order by people.kind, pupil collate lt, name collate lt, people.person_id
