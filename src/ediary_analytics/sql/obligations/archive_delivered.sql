/* +++
title    = "Diary handed to the archive"
duty     = "After the school year the whole diary is moved to a digital medium and handed over for keeping."
remedy   = "Make the archive package, hand it over and note the day."
why      = "Grades of a closed year must still be provable when the diary's provider has changed."
owner    = "administrator"
severity = "critical"
needs    = ["duties_done", "terms"]

[lt]
title  = "Dienynas perduotas archyvui"
duty   = "Pasibaigus mokslo metams, visas dienynas perkeliamas į skaitmeninę laikmeną ir perduodamas saugoti."
remedy = "Parenkite archyvo paketą, perduokite jį ir pažymėkite datą."
why    = "Praėjusių metų įvertinimus turi būti įmanoma įrodyti ir pasikeitus dienyno teikėjui."

[settings]
# calendar days after the school year's last day
days = 10
# instead, by the last working day of August
end_of_august = false
+++ */
with years as (
    select
        *,
        make_date(year(ends_on), 8, 31) as august_ends_on
    from core.school_years
),

done as (
    select
        school_id,
        school_year,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'archive'
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    years.school_id,
    years.school_year as subject_id,
    years.ends_on as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(
        case when $end_of_august then working_day_until(years.august_ends_on) else years.ends_on + $days end
    ) as due_at,
    done.done_at,
    years.school_year as detail
from years
left join done
    on years.school_id = done.school_id
    and years.school_year = done.school_year
left join administrators on years.school_id = administrators.school_id
