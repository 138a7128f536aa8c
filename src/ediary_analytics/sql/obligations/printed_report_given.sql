/* +++
title    = "Printed report given"
duty     = "Parents who cannot use the diary get a printed report of progress and attendance every month."
remedy   = "Print the pupil's report of progress and attendance, hand it over and note the day."
why      = "Without it these parents learn of absences and grades last, or never."
owner    = "class_head"
severity = "warning"
needs    = ["guardians", "accounts", "logins", "duties_done", "enrolments", "classes", "terms"]
detail   = "period"

[lt]
title  = "Išspausdinta ataskaita perduota"
duty   = "Negalintiems prisijungti tėvams kas mėnesį perduodama išspausdinta pažangumo ir lankomumo ataskaita."
remedy = "Išspausdinkite mokinio pažangumo ir lankomumo ataskaitą, perduokite ją tėvams ir pažymėkite datą."
why    = "Kitaip šie tėvai apie praleistas pamokas ir įvertinimus sužino paskutiniai arba nesužino visai."

[settings]
days = 5
# also for pupils of whom no guardian ever logged in, or who have none
never_logged_in_too = true
+++ */
with months as (
    select * from core.pupil_months
),

arrived as (
    select distinct
        accounts.school_id,
        accounts.person_id
    from core.accounts as accounts
    inner join core.logins as logins
        on accounts.school_id = logins.school_id
        and accounts.account_id = logins.account_id
    where accounts.person_kind = 'guardian' and $never_logged_in_too
),

families as (
    select
        guardians.school_id,
        guardians.pupil_id,
        coalesce(bool_or(guardians.wants_print), false) as wants_print,
        bool_or(arrived.person_id is not null) as has_arrived
    from core.guardians as guardians
    left join arrived
        on guardians.school_id = arrived.school_id
        and guardians.guardian_id = arrived.person_id
    group by all
),

given as (
    select
        school_id,
        pupil_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'printed_report'
    group by all
)

select
    months.school_id,
    concat_ws('|', months.pupil_id, months.month) as subject_id,
    months.last_day as on_date,
    classes.homeroom_staff_id as owner_id,
    pupil_classes.class_id,
    null as group_id,
    months.pupil_id,
    deadlines.due_at,
    given.done_at,
    months.month as detail
from months
left join deadlines($days) as deadlines on months.last_day = deadlines.day
left join families
    on months.school_id = families.school_id
    and months.pupil_id = families.pupil_id
left join given
    on months.school_id = given.school_id
    and months.pupil_id = given.pupil_id
    and months.month = given.period
left join core.pupil_classes as pupil_classes
    on months.school_id = pupil_classes.school_id
    and months.pupil_id = pupil_classes.pupil_id
    and months.last_day between pupil_classes.since and pupil_classes.until
left join core.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
where
    families.wants_print
    or ($never_logged_in_too and not coalesce(families.has_arrived, false))
