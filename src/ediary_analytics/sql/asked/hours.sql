/* +++
title = "Lesson hours of the window, with the keys and the period asked for; who is the pupil, whatever the keys"
+++ */
with hours as (
    select
        hours.*,
        classes.grade_level,
        span.until
    from core.lesson_hours as hours
    inner join asked.span as span
        on hours.school_id = span.school_id
        and hours.held_on between span.since and span.until
    left join core.classes as classes
        on hours.school_id = classes.school_id
        and hours.class_id = classes.class_id
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
    keyed('class', class_id) as class_id,
    keyed('grade', grade_level) as grade_level,
    keyed('pupil', pupil_id) as pupil_id,
    keyed('subject', subject_id) as subject_id,
    keyed('group', group_id) as group_id,
    keyed('teacher', staff_id) as staff_id,
    period,
    term_kind,
    closes_on,
    pupil_id as who,
    class_id as in_class,
    held_on,
    lesson_no,
    state,
    absence,
    reason,
    is_late,
    is_missed(absence) as is_missed
from dated
