/* +++
title    = "Leaving teacher's records handed over"
duty     = "Whoever leaves during the school year hands over the records they kept by the last day of work."
remedy   = "Check the leaver's records, let them sign the printed pages, and note the handover."
why      = "After the last day nobody can ask what a missing grade was."
owner    = "administrator"
severity = "critical"
needs    = ["staff", "duties_done", "terms"]

[lt]
title  = "Išeinančio darbuotojo apskaita perduota"
duty   = "Per mokslo metus išeinantis darbuotojas iki paskutinės darbo dienos perduoda savo tvarkytą apskaitą."
remedy = "Patikrinkite išeinančiojo tvarkytą apskaitą, duokite pasirašyti išspausdintus lapus ir pažymėkite perdavimą."
why    = "Po paskutinės darbo dienos nebebus ko paklausti, koks turėjo būti trūkstamas įvertinimas."
+++ */
with years as (
    select * from core.school_years
),

leavers as (
    select
        staff.school_id,
        staff.staff_id,
        staff.employed_to,
        concat_ws(' ', staff.first_name, staff.last_name) as name,
        years.school_year
    from core.staff as staff
    inner join years
        on staff.school_id = years.school_id
        and staff.employed_to between years.starts_on and years.ends_on
),

done as (
    select
        leavers.school_id,
        leavers.staff_id,
        leavers.employed_to,
        leavers.name,
        min(duties.done_at) as done_at
    from leavers
    left join core.duties_done as duties
        on leavers.school_id = duties.school_id
        and leavers.staff_id = duties.staff_id
        and leavers.school_year = duties.school_year
        and duties.kind = 'handover'
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    done.school_id,
    done.staff_id as subject_id,
    done.employed_to as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(done.employed_to) as due_at,
    done.done_at,
    done.name as detail
from done
left join administrators on done.school_id = administrators.school_id
