/* +++
title = "Term grades of the terms that end in the window, with the keys asked for; whose and of what, whatever the keys"
shared = true
+++ */
select
    results.school_id,
    keyed('class', results.class_id) as class_id,
    keyed('grade', results.grade_level) as grade_level,
    keyed('pupil', results.pupil_id) as pupil_id,
    keyed('subject', results.subject_id) as subject_id,
    keyed('group', results.group_id) as group_id,
    keyed('teacher', results.staff_id) as staff_id,
    results.term_id as period,
    results.pupil_id as who,
    results.ends_on,
    results.value,
    results.points,
    results.lowest,
    results.is_negative,
    results.in_average
from core.results as results
inner join asked.span as span
    on results.school_id = span.school_id
    and results.ends_on between span.since and span.until
