/* +++
title = "Lesson hours of the window counted by pupil and day; by subject, group or teacher too where asked for"
+++ */
with counted as (
    select
        school_id,
        pupil_id,
        class_id,
        null as subject_id,
        null as group_id,
        null as staff_id,
        held_on,
        held,
        not_held,
        unknown,
        illness,
        other,
        family,
        unjustified,
        open,
        representing,
        late
    from core.pupil_days
    where not (grouped_by('subject') or grouped_by('group') or grouped_by('teacher'))
    union all
    select
        school_id,
        pupil_id,
        class_id,
        subject_id,
        group_id,
        staff_id,
        held_on,
        (state = 'held')::smallint as held,
        (state = 'not_held')::smallint as not_held,
        (state = 'unknown')::smallint as unknown,
        coalesce(absence = 'illness', false)::smallint as illness,
        coalesce(absence = 'other', false)::smallint as other,
        coalesce(absence = 'other' and reason = 'family', false)::smallint as family,
        coalesce(absence = 'unjustified', false)::smallint as unjustified,
        coalesce(absence = 'open', false)::smallint as open,
        coalesce(absence = 'representing', false)::smallint as representing,
        is_late::smallint as late
    from core.lesson_hours
    where grouped_by('subject') or grouped_by('group') or grouped_by('teacher')
),

hours as (
    select
        counted.*,
        classes.grade_level,
        span.until
    from counted
    inner join asked.span as span
        on counted.school_id = span.school_id
        and counted.held_on between span.since and span.until
    left join core.classes as classes
        on counted.school_id = classes.school_id
        and counted.class_id = classes.class_id
),

dated as (
    select
        hours.*,
        period_named(calendar.month, calendar.week) as period,
        null as term_kind,
        least(period_end(hours.held_on), hours.until) as closes_on
    from hours
    inner join core.calendar as calendar on hours.held_on = calendar.day
    where getvariable('period') <> 'term'
    union all
    select
        hours.*,
        terms.term_id as period,
        terms.kind as term_kind,
        least(terms.ends_on, hours.until) as closes_on
    from hours
    inner join core.class_terms as terms
        on hours.school_id = terms.school_id
        and hours.class_id = terms.class_id
        and hours.held_on between terms.starts_on and terms.ends_on
    where getvariable('period') = 'term'
)

select
    school_id,
    pupil_id as who,
    class_id as in_class,
    grade_level as in_grade,
    keyed('subject', subject_id) as subject_id,
    keyed('group', group_id) as group_id,
    keyed('teacher', staff_id) as staff_id,
    period,
    term_kind,
    closes_on,
    held_on,
    held,
    not_held,
    unknown,
    illness + other + unjustified + open as missed,
    illness,
    other,
    family,
    unjustified,
    open,
    representing,
    late
from dated
