/* +++
title    = "Monthly fill check done"
duty     = "Once a month the deputy director checks that the diary of the past month is filled in."
remedy   = "Go through the month's breaches with those concerned and sign the check off."
why      = "What is found missing within a month can still be remembered and filled in."
owner    = "deputy_director"
severity = "critical"
needs    = ["duties_done", "classes", "terms"]
detail   = "period"

[lt]
title  = "Mėnesio dienyno pildymas patikrintas"
duty   = "Kartą per mėnesį direktoriaus pavaduotojas patikrina, ar užpildyti praėjusio mėnesio dienyno duomenys."
remedy = "Aptarkite mėnesio pažeidimus su atsakingais asmenimis ir pažymėkite, kad patikrinta."
why    = "Ko per mėnesį pasigendama, tai dar galima prisiminti ir užpildyti."
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
    where kind = 'monthly_fill_check'
    group by all
),

deputies as (
    select * from core.sole_role_holders
    where role = 'deputy_director'
)

select
    months.school_id,
    months.month as subject_id,
    months.last_day as on_date,
    deputies.staff_id as owner_id,
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
left join deputies on months.school_id = deputies.school_id
