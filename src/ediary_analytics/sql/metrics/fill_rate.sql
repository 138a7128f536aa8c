/* +++
title      = "Duties done in time"
why        = "Absences, grades and decisions help only when they are in the diary in time."
definition = """\
Duties met in time or excused, of all duties of the school's own rules that are no longer pending, by the day of \
the duty."""
unit       = "share"
good       = "up"
by         = ["obligation"]
allow      = ["obligation", "teacher", "class", "grade", "subject", "group"]
period     = "month"
periods    = ["total", "month", "week", "term"]
# what each duty needs is its own; a duty without its evidence is not judged
needs      = []
judged     = true

[lt]
title      = "Laiku atliktos pareigos"
why        = "Praleistos pamokos, įvertinimai ir sprendimai naudingi tik tada, kai dienyne atsiranda laiku."
definition = """\
Laiku atliktų arba pateisintų pareigų dalis iš visų mokyklos tvarkos apraše nustatytų pareigų, kurių terminas \
jau suėjo, pagal pareigos dieną."""
+++ */
select
    school_id,
    obligation,
    staff_id,
    class_id,
    grade_level,
    subject_id,
    group_id,
    period,
    null as part,
    count_if(status in ('met', 'excused')) as numerator,
    count_if(status <> 'pending') as denominator
from asked.verdicts
group by all
