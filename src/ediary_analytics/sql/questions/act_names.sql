/* +++
title = "Names by kind and id of whoever and whatever an act may name: staff, subjects, classes, pupils, terms"
+++ */
select
    'staff' as kind,
    staff_id as id,
    min(concat_ws(' ', first_name, last_name)) as name
from core.staff
group by all
union all
select
    'subject' as kind,
    subject_id as id,
    min(name) as name
from core.subjects
group by all
union all
select
    'class' as kind,
    class_id as id,
    min(name) as name
from core.classes
group by all
union all
select
    'pupil' as kind,
    pupil_id as id,
    min(concat_ws(' ', first_name, last_name)) as name
from core.pupils
group by all
union all
select
    'term' as kind,
    term_id as id,
    min(name) as name
from core.terms
group by all
order by kind, name, id
