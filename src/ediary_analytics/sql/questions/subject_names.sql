/* +++
title = "The subjects of the schools in scope in the order of names, one name for each id"
+++ */
select
    school_id,
    subject_id,
    coalesce(min(name), subject_id) as subject
from core.subjects
group by school_id, subject_id
order by subject collate lt, school_id, subject_id
