/* +++
title    = "Pupil list checked"
duty     = "In the first days of September the class head checks the list of the class and completes the pupils' data."
remedy   = "Check the list of the class in the diary and note that it is checked."
why      = "Whoever is missing from the list is missing from attendance, grades and messages."
owner    = "class_head"
severity = "warning"
needs    = ["duties_done", "classes", "terms"]

[lt]
title  = "Mokinių sąrašas patikrintas"
duty   = "Rugsėjo pradžioje klasės vadovas patikrina klasės mokinių sąrašą ir užpildo mokinių duomenis."
remedy = "Patikrinkite klasės sąrašą dienyne ir pažymėkite, kad patikrinta."
why    = "Mokinio, kurio nėra sąraše, nėra nei lankomumo apskaitoje, nei tarp įvertinimų, nei tarp pranešimų gavėjų."

[settings]
# the day of September
september_day = 5
+++ */
with years as (
    select * from core.class_years
),

checked as (
    select
        school_id,
        class_id,
        school_year,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'list_checked'
    group by all
)

select
    years.school_id,
    concat_ws('|', years.class_id, years.school_year) as subject_id,
    years.starts_on as on_date,
    years.homeroom_staff_id as owner_id,
    years.class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(in_september(years.school_year, years.starts_on, $september_day)) as due_at,
    checked.done_at,
    years.school_year as detail
from years
left join checked
    on years.school_id = checked.school_id
    and years.class_id = checked.class_id
    and years.school_year = checked.school_year
