/* +++
title = "Marks of the window, with the keys and the period asked for; whose and of what subject, whatever the keys"
+++ */
with marks as (
    select marks.*
    from core.marks as marks
    inner join asked.span as span
        on marks.school_id = span.school_id
        and marks.given_on between span.since and span.until
),

dated as (
    select
        marks.*,
        period_named(calendar.month, calendar.week) as period
    from marks
    inner join core.calendar as calendar on marks.given_on = calendar.day
    where getvariable('period') <> 'term'
    union all
    select
        marks.*,
        terms.term_id as period
    from marks
    inner join core.class_terms as terms
        on marks.school_id = terms.school_id
        and marks.class_id = terms.class_id
        and marks.given_on between terms.starts_on and terms.ends_on
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
    pupil_id as who,
    subject_id as in_subject,
    given_on,
    value,
    points,
    in_average
from dated
