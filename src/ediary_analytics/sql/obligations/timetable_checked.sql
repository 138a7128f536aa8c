/* +++
title    = "Timetables checked"
duty     = "Once in the school year the administrator checks that the classes' timetables are right."
remedy   = "Check the timetables of the classes and note the day."
why      = "A wrong timetable makes lessons that nobody teaches look forgotten, and hides those that are."
owner    = "administrator"
severity = "info"
needs    = ["duties_done", "terms"]

[lt]
title  = "Tvarkaraščiai patikrinti"
duty   = "Vieną kartą per mokslo metus administratorius patikrina, ar klasių tvarkaraščiai teisingi."
remedy = "Patikrinkite klasių tvarkaraščius ir pažymėkite datą."
why    = "Dėl klaidingo tvarkaraščio nevykstančios pamokos atrodo neįvestos, o tikrai neįvestų nematyti."
+++ */
with years as (
    select * from core.school_years
),

done as (
    select
        school_id,
        school_year,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'timetable_checked'
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
    end_of_day(years.ends_on) as due_at,
    done.done_at,
    years.school_year as detail
from years
left join done
    on years.school_id = done.school_id
    and years.school_year = done.school_year
left join administrators on years.school_id = administrators.school_id
