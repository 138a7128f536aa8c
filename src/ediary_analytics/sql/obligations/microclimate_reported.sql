/* +++
title    = "Microclimate reported twice a year"
duty     = "Twice a year the social pedagogue reports on the school's microclimate, with recommendations."
remedy   = "Present the report to the teachers or the child welfare commission and note the day."
why      = "How pupils feel at school explains absences and grades that numbers alone do not."
owner    = "social_pedagogue"
severity = "info"
needs    = ["duties_done", "terms"]
detail   = "turn"

[lt]
title  = "Mikroklimato ataskaita pateikta du kartus per metus"
duty   = "Du kartus per metus socialinis pedagogas pateikia socialinio mikroklimato ataskaitą ir rekomendacijas."
remedy = "Pristatykite ataskaitą mokytojams ar Vaiko gerovės komisijai ir pažymėkite datą."
why    = "Mokinių savijauta paaiškina praleistas pamokas ir įvertinimus, kurių vien skaičiai nepaaiškina."

[settings]
times = 2
+++ */
with years as (
    select * from core.school_years
),

turns as (
    select unnest(range(1, $times + 1)) as turn
),

reports as (
    select
        school_id,
        school_year,
        done_at,
        row_number() over (partition by school_id, school_year order by done_at, duty_id) as turn
    from core.duties_done
    where kind = 'microclimate_report' and done_at is not null
),

pedagogues as (
    select * from core.sole_role_holders
    where role = 'social_pedagogue'
)

select
    years.school_id,
    concat_ws('|', years.school_year, turns.turn) as subject_id,
    years.ends_on as on_date,
    pedagogues.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(years.ends_on) as due_at,
    reports.done_at,
    turns.turn::varchar as detail
from years
cross join turns
left join reports
    on years.school_id = reports.school_id
    and years.school_year = reports.school_year
    and turns.turn = reports.turn
left join pedagogues on years.school_id = pedagogues.school_id
