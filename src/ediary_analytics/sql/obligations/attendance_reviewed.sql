/* +++
title    = "Month's attendance reviewed"
duty     = "After each month the social pedagogue analyses attendance and discusses it with the deputy director."
remedy   = "Review the month's attendance, discuss it and sign the review off."
why      = "Absence grows from month to month; whoever looks every month can still step in early."
owner    = "social_pedagogue"
severity = "warning"
needs    = ["duties_done", "classes", "terms"]
detail   = "period"

[lt]
title  = "Mėnesio lankomumas aptartas"
duty   = "Pasibaigus mėnesiui, socialinis pedagogas išanalizuoja lankomumą ir aptaria jį su direktoriaus pavaduotoju."
remedy = "Peržiūrėkite mėnesio lankomumą, aptarkite jį ir pažymėkite, kad aptarta."
why    = "Praleistų pamokų kas mėnesį daugėja; kas mėnesį žiūrint, dar galima laiku padėti."
+++ */
with months as (
    select * from core.school_months
),

done as (
    select
        school_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'attendance_review'
    group by all
),

pedagogues as (
    select * from core.sole_role_holders
    where role = 'social_pedagogue'
)

select
    months.school_id,
    months.month as subject_id,
    months.last_day as on_date,
    pedagogues.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(last_day(months.last_day + 1)) as due_at,
    done.done_at,
    months.month as detail
from months
left join done
    on months.school_id = done.school_id
    and months.month = done.period
left join pedagogues on months.school_id = pedagogues.school_id
