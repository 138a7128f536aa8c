/* +++
title = "Held lesson hours of each pupil of the window by class: missed by reason, late; days ill, days away"
+++ */
with days as (
    select
        school_id,
        in_class as class_id,
        who,
        held_on,
        sum(held) as held,
        sum(missed) as missed,
        sum(illness) as illness,
        sum(other) as other,
        sum(unjustified) as unjustified,
        sum(open) as open,
        sum(representing) as representing,
        sum(late) as late
    from asked.day_hours
    where held > 0
    group by all
)

select
    days.class_id,
    days.who as pupil_id,
    coalesce(any_value(pupil_names.name), days.who) as pupil,
    sum(days.held)::bigint as held,
    sum(days.missed)::bigint as missed,
    sum(days.illness)::bigint as illness,
    sum(days.other)::bigint as other,
    sum(days.unjustified)::bigint as unjustified,
    sum(days.open)::bigint as open,
    sum(days.representing)::bigint as representing,
    sum(days.late)::bigint as late,
    count_if(days.illness > 0)::bigint as illness_days,
    count_if(days.missed = days.held)::bigint as days_away
from days
left join pupil_names() as pupil_names
    on days.school_id = pupil_names.school_id
    and days.who = pupil_names.pupil_id
group by days.class_id, days.who
order by pupil collate lt, pupil_id, class_id
