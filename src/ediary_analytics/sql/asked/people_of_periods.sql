/* +++
title = "The people of the school on the last day of each period, with the keys asked for, active if they logged in"
+++ */
select
    school_id,
    keyed('kind', kind) as kind,
    keyed('class', class_id) as class_id,
    keyed('grade', grade_level) as grade_level,
    keyed('pupil', pupil_id) as pupil_id,
    period,
    (kind, person_id) as who,
    kind as who_kind,
    pupil_id as who_pupil,
    has_account,
    is_active
from asked.users
