/* +++
title    = "Progress reviewed twice a year"
duty     = "At least twice a year the class head discusses the pupils' progress in the methodical group."
remedy   = "Discuss the class in the methodical group and note the day."
why      = "Colleagues who see a class together notice what nobody sees alone."
owner    = "class_head"
severity = "warning"
needs    = ["duties_done", "classes", "terms"]
detail   = "turn"

[lt]
title  = "Mokinių pažanga aptarta du kartus per metus"
duty   = "Ne mažiau kaip du kartus per metus mokinių pažanga aptariama klasių auklėtojų metodinėje grupėje."
remedy = "Aptarkite klasės mokinių pažangą metodinėje grupėje ir pažymėkite datą."
why    = "Klasę aptarę kartu, kolegos pastebi tai, ko kiekvienas atskirai nemato."

[settings]
times = 2
+++ */
with years as (
    select * from core.class_years
    where class_kind is distinct from 'preschool'
),

turns as (
    select unnest(range(1, $times + 1)) as turn
),

reviews as (
    select
        school_id,
        class_id,
        school_year,
        done_at,
        row_number() over (partition by school_id, class_id, school_year order by done_at, duty_id) as turn
    from core.duties_done
    where kind = 'progress_review' and done_at is not null
)

select
    years.school_id,
    concat_ws('|', years.class_id, years.school_year, turns.turn) as subject_id,
    years.ends_on as on_date,
    years.homeroom_staff_id as owner_id,
    years.class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(years.ends_on) as due_at,
    reviews.done_at,
    turns.turn::varchar as detail
from years
cross join turns
left join reviews
    on years.school_id = reviews.school_id
    and years.class_id = reviews.class_id
    and years.school_year = reviews.school_year
    and turns.turn = reviews.turn
