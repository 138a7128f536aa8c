/* +++
title    = "Year's summary signed"
duty     = "Within ten days of the year's end the class head has checked and signed the summary of achievements."
remedy   = "Print the summary of the pupils' achievements, check it, sign it and hand it to the deputy director."
why      = "The signed summary is what the archive keeps of the pupils' results."
owner    = "class_head"
severity = "critical"
needs    = ["duties_done", "classes", "terms"]

[lt]
title  = "Metinė suvestinė pasirašyta"
duty   = "Per dešimt dienų mokslo metams pasibaigus mokymosi pasiekimų apskaitos suvestinė patikrinta ir pasirašyta."
remedy = "Išspausdinkite mokinių mokymosi pasiekimų apskaitos suvestinę, patikrinkite, pasirašykite ir perduokite."
why    = "Pasirašyta suvestinė yra tai, kas apie mokinių rezultatus lieka archyve."

[settings]
# calendar days
days = 10
+++ */
with years as (
    select * from core.class_years
    where class_kind is distinct from 'preschool'
),

signed as (
    select
        school_id,
        class_id,
        school_year,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'year_summary'
    group by all
)

select
    years.school_id,
    concat_ws('|', years.class_id, years.school_year) as subject_id,
    years.ends_on as on_date,
    years.homeroom_staff_id as owner_id,
    years.class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(years.ends_on + $days) as due_at,
    signed.done_at,
    years.school_year as detail
from years
left join signed
    on years.school_id = signed.school_id
    and years.class_id = signed.class_id
    and years.school_year = signed.school_year
