/* +++
title = "Held hours summed by pupil and period, with the class and grade of the last enrolled day in the period"
shared = true
+++ */
-- without a subject, a group or a teacher an hour count is a pupil's day as it is; else day by day first, which is
-- cheaper than counting distinct days
with days as (
    select
        school_id,
        who,
        null as subject_id,
        period,
        term_kind,
        closes_on,
        held,
        missed,
        unjustified,
        late,
        illness > 0 as is_illness,
        family > 0 as is_family
    from asked.day_hours
    where held > 0 and not (grouped_by('subject') or grouped_by('group') or grouped_by('teacher'))
    union all
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
        bool_or(illness > 0) as is_illness,
        bool_or(family > 0) as is_family
    from asked.day_hours
    where held > 0 and (grouped_by('subject') or grouped_by('group') or grouped_by('teacher'))
    group by school_id, who, subject_id, period, term_kind, closes_on, held_on
),

pupils as (
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
        count_if(is_illness) as illness_days,
        count_if(is_family) as family_days
    from days
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
    placed.who,
    placed.in_class,
    classes.grade_level as in_grade,
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
