/* +++
title = "Held hours summed by pupil and period, in the class of the pupil's last enrolled day in the period"
shared = true
+++ */
with pupils as (
    select
        school_id,
        who,
        subject_id,
        period,
        term_kind,
        closes_on,
        sum(held) as held,
        sum(missed) as missed,
        sum(unjustified) as unjustified,
        sum(late) as late,
        count(distinct held_on) filter (where illness > 0) as illness_days,
        count(distinct held_on) filter (where family > 0) as family_days
    from asked.counted_hours
    where held > 0
    group by all
),

-- whoever has an hour in the period was enrolled in it: the last stretch begun by its end holds its last enrolled day
placed as (
    select
        pupils.*,
        pupil_classes.class_id as in_class
    from pupils
    asof left join core.pupil_classes as pupil_classes
        on pupils.school_id = pupil_classes.school_id
        and pupils.who = pupil_classes.pupil_id
        and pupils.closes_on >= pupil_classes.since
)

select
    placed.school_id,
    keyed('class', placed.in_class) as class_id,
    keyed('grade', classes.grade_level) as grade_level,
    keyed('pupil', placed.who) as pupil_id,
    placed.subject_id,
    placed.period,
    placed.term_kind,
    placed.held,
    placed.missed,
    placed.unjustified,
    placed.late,
    placed.illness_days,
    placed.family_days
from placed
left join core.classes as classes
    on placed.school_id = classes.school_id
    and placed.in_class = classes.class_id
