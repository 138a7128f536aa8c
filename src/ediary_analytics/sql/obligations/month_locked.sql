/* +++
title    = "Month locked"
duty     = "The diary of a month is locked by the day that the school has confirmed."
remedy   = "Lock the month in the diary's administration."
why      = "Until it is locked anyone may still change what was reported from the month."
owner    = "administrator"
severity = "critical"
needs    = ["locks", "classes", "terms"]
detail   = "period"

[lt]
title  = "Mėnuo užrakintas"
duty   = "Mėnesio dienynas užrakinamas iki mokyklos patvirtintos dienos."
remedy = "Užrakinkite mėnesį dienyno administravimo skiltyje."
why    = "Kol mėnuo neužrakintas, bet kas dar gali pakeisti tai, kas už jį jau atsiskaityta."

# days after the month's last day; no default: the printed rule reads "60", so the school confirms it
[settings.lock_day]
type = "integer"
en   = "how many days after its end a month is locked"
lt   = "per kiek dienų nuo mėnesio pabaigos jis užrakinamas"
+++ */
with months as (
    select * from core.school_months
),

locked as (
    select
        school_id,
        period,
        min(locked_at) as locked_at
    from core.locks
    where scope = 'month' and class_id is null
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    months.school_id,
    months.month as subject_id,
    months.last_day as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(months.last_day + $lock_day) as due_at,
    locked.locked_at as done_at,
    months.month as detail
from months
left join locked
    on months.school_id = locked.school_id
    and months.month = locked.period
left join administrators on months.school_id = administrators.school_id
