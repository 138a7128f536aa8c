/* +++
title    = "Order of arrival or departure recorded"
duty     = "Within five working days of a pupil's coming or going during the year the director's order is recorded."
remedy   = "Write the number of the director's order into the pupil's enrolment."
why      = "The order is the ground on which a pupil is on the list, or is not."
owner    = "administrator"
severity = "warning"
needs    = ["enrolments", "classes", "terms"]
detail   = "word"

[lt]
title  = "Atvykimo ar išvykimo įsakymas įrašytas"
duty   = "Mokiniui per mokslo metus atvykus ar išvykus, per penkias darbo dienas įrašomas direktoriaus įsakymas."
remedy = "Prie mokinio priėmimo ar išbraukimo įrašykite direktoriaus įsakymo numerį."
why    = "Įsakymas yra pagrindas, kuriuo mokinys yra sąraše arba jame nebėra."

[settings]
days = 5
+++ */
with years as (
    select * from core.class_years
),

enrolments as (
    select
        enrolments.*,
        years.starts_on,
        years.ends_on
    from core.enrolments as enrolments
    inner join years
        on enrolments.school_id = years.school_id
        and enrolments.class_id = years.class_id
    -- of a class that names no school year: the year begun last by then
    qualify row_number() over (
        partition by enrolments.school_id, enrolments.pupil_id, enrolments.class_id, enrolments.enrolled_on
        order by years.starts_on <= enrolments.enrolled_on desc, years.starts_on desc
    ) = 1
),

moves as (
    select
        school_id,
        pupil_id,
        class_id,
        enrolled_on,
        'arrival' as direction,
        enrolled_on as day,
        arrival_order as document
    from enrolments
    where enrolled_on > starts_on
    union all
    select
        school_id,
        pupil_id,
        class_id,
        enrolled_on,
        'departure' as direction,
        left_on as day,
        departure_order as document
    from enrolments
    where left_on < ends_on
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    moves.school_id,
    concat_ws('|', moves.pupil_id, moves.class_id, moves.enrolled_on, moves.direction) as subject_id,
    moves.day as on_date,
    administrators.staff_id as owner_id,
    moves.class_id,
    null as group_id,
    moves.pupil_id,
    deadlines.due_at,
    case when not is_blank(moves.document) then moves.day::timestamp end as done_at,
    moves.direction as detail
from moves
left join deadlines($days) as deadlines on moves.day = deadlines.day
left join administrators on moves.school_id = administrators.school_id
