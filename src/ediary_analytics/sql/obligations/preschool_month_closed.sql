/* +++
title    = "Kindergarten month sheet closed"
duty     = "On the last working day of the month the group's staff complete the children's attendance sheet."
remedy   = "Complete the month's attendance sheet, with the documents that justify missed days."
why      = "What the parents pay for the month is reckoned from this sheet."
owner    = "group_staff"
severity = "critical"
needs    = ["duties_done", "groups", "classes", "terms"]
detail   = "period"

[lt]
title  = "Darželio grupės lankomumo žiniaraštis baigtas"
duty   = "Paskutinę mėnesio darbo dieną grupės pedagogas baigia pildyti vaikų lankomumo apskaitos žiniaraštį."
remedy = "Baikite pildyti mėnesio žiniaraštį ir įveskite praleistų dienų pateisinimo dokumentus."
why    = "Pagal šį žiniaraštį apskaičiuojamas tėvų mokestis už mėnesį."
+++ */
with months as (
    select distinct
        school_id,
        group_id,
        class_id,
        staff_id,
        last_day(day) as last_day
    from core.preschool_days
),

done as (
    select
        school_id,
        group_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'month_sheet'
    group by all
)

select
    months.school_id,
    concat_ws('|', months.group_id, month_of(months.last_day)) as subject_id,
    months.last_day as on_date,
    months.staff_id as owner_id,
    months.class_id,
    months.group_id,
    null as pupil_id,
    end_of_day(working_day_until(months.last_day)) as due_at,
    done.done_at,
    month_of(months.last_day) as detail
from months
left join done
    on months.school_id = done.school_id
    and months.group_id = done.group_id
    and month_of(months.last_day) = done.period
