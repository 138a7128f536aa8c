/* +++
title = "The subjects of the schools in scope by name, one name for each id"
+++ */
select
    school_id,
    subject_id,
    coalesce(min(name), subject_id) as subject
from core.subjects
group by school_id, subject_id
order by school_id, subject_id
