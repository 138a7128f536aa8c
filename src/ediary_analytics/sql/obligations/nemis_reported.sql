/* +++
title    = "Non-attending pupil entered in NEMIS"
duty     = "A pupil who missed over half of the month's lessons unjustified is entered in NEMIS by the 5th of the next."
remedy   = "Enter the pupil in NEMIS and note the day; if the absences were justified after all, decide them."
why      = "From NEMIS the municipality learns of the child and can help the family in time."
owner    = "social_pedagogue"
severity = "critical"
needs    = ["attendance.status", "lessons", "groups", "group_members", "enrolments", "duties_done"]
detail   = "hours"

[lt]
title  = "Mokyklos nelankantis mokinys įrašytas į NEMIS"
duty   = "Mokinys, be pateisinimo praleidęs daugiau kaip pusę mėnesio pamokų, iki kito mėnesio 5 d. įrašomas į NEMIS."
remedy = "Įrašykite mokinį į NEMIS ir pažymėkite datą; jei pamokos vis dėlto pateisinamos, jas pateisinkite."
why    = "Iš NEMIS apie vaiką sužino savivaldybė ir gali laiku padėti šeimai."

[settings]
# the day of the next month
due_day = 5
+++ */
-- more than half: twice the unjustified hours exceed the held ones
with absentees as (
    select * from core.pupil_month_hours
    where 2 * unjustified > held
),

done as (
    select
        school_id,
        pupil_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'nemis'
    group by all
),

pedagogues as (
    select * from core.sole_role_holders
    where role = 'social_pedagogue'
)

select
    absentees.school_id,
    concat_ws('|', absentees.pupil_id, absentees.month) as subject_id,
    absentees.last_day as on_date,
    pedagogues.staff_id as owner_id,
    pupil_classes.class_id,
    null as group_id,
    absentees.pupil_id,
    end_of_day(absentees.last_day + $due_day) as due_at,
    done.done_at,
    absentees.unjustified || ' / ' || absentees.held as detail
from absentees
left join done
    on absentees.school_id = done.school_id
    and absentees.pupil_id = done.pupil_id
    and absentees.month = done.period
left join core.pupil_classes as pupil_classes
    on absentees.school_id = pupil_classes.school_id
    and absentees.pupil_id = pupil_classes.pupil_id
    and absentees.last_day between pupil_classes.since and pupil_classes.until
left join pedagogues on absentees.school_id = pedagogues.school_id
