/* +++
title = "The result in points of a pupil in a subject and term, of two the lower, and in the term before"
+++ */
select
    school_id,
    keyed('class', class_id) as class_id,
    keyed('grade', grade_level) as grade_level,
    keyed('pupil', pupil_id) as pupil_id,
    keyed('subject', subject_id) as subject_id,
    term_id as period,
    pupil_id as who,
    subject_id as in_subject,
    term_kind,
    starts_on,
    ends_on,
    points,
    points_before
from asked.compared_results
