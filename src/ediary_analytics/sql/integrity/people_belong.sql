/* +++
title  = "Record of somebody who was not at school"
fault  = "An attendance mark, grade or login is of a day on which its pupil was not enrolled, or its employee employed."
why    = "The record is of somebody else, or the day of arrival or departure is wrong; a login may be a stranger's."
remedy = "Check the day of arrival or departure, remove what is not theirs, and close the account."

[needs]
attendance = ["lessons", "enrolments"]
grades     = ["enrolments"]
logins     = ["accounts", "enrolments", "staff"]

[lt]
title  = "Įrašas apie tą, kas tuo metu ne mokykloje"
fault  = "Lankomumo žyma, įvertinimas ar prisijungimas – tos dienos, kurią mokinys čia nesimokė ar darbuotojas nedirbo."
why    = "Įrašas yra kito asmens arba klaidinga atvykimo ar išvykimo diena; prisijungęs galėjo būti pašalinis."
remedy = "Patikrinkite atvykimo ar išvykimo dieną, panaikinkite svetimus įrašus ir uždarykite paskyrą."
+++ */
with people as (
    select
        school_id,
        'pupil' as person_kind,
        pupil_id as person_id,
        since,
        until,
        class_id
    from core.pupil_classes
    union all
    select
        school_id,
        'staff' as person_kind,
        staff_id as person_id,
        coalesce(employed_from, date '0001-01-01') as since,
        coalesce(employed_to, date '9999-12-31') as until,
        null as class_id
    from core.staff
),

records as (
    select
        school_id,
        'attendance' as table_name,
        concat_ws('|', lesson_id, pupil_id, mark) as subject_id,
        held_on as day,
        class_id,
        group_id,
        'pupil' as person_kind,
        pupil_id as person_id,
        owner_id as staff_id
    from core.attendance
    union all
    select
        school_id,
        'grades' as table_name,
        grade_id as subject_id,
        given_on as day,
        class_id,
        group_id,
        'pupil' as person_kind,
        pupil_id as person_id,
        owner_id as staff_id
    from core.grades
    -- work of the summer before belongs to a year whose enrolments this export need not have
    where kind is distinct from 'summer'
    union all
    -- parents are neither enrolled nor employed
    select
        logins.school_id,
        'logins' as table_name,
        concat_ws('|', logins.account_id, logins.logged_in_at) as subject_id,
        logins.logged_in_at::date as day,
        null as class_id,
        null as group_id,
        accounts.person_kind,
        accounts.person_id,
        case accounts.person_kind when 'staff' then accounts.person_id end as staff_id
    from core.logins as logins
    inner join core.accounts as accounts
        on logins.school_id = accounts.school_id
        and logins.account_id = accounts.account_id
    where accounts.person_kind in ('pupil', 'staff')
)

select
    records.school_id,
    records.table_name,
    records.subject_id,
    records.day as on_date,
    coalesce(records.class_id, people.class_id) as class_id,
    records.group_id,
    case records.person_kind when 'pupil' then records.person_id end as pupil_id,
    records.staff_id,
    records.person_kind as detail,
    people.person_id is null as is_faulty
from records
left join people
    on records.school_id = people.school_id
    and records.person_kind = people.person_kind
    and records.person_id = people.person_id
    and records.day between people.since and people.until
where records.day is not null and records.person_id is not null
