/* +++
title = "The classes in scope, as a school lists them: by grade, then by name"
+++ */
select
    school_id,
    class_id,
    coalesce(name, class_id) as name,
    grade_level,
    kind,
    school_year
from core.classes
order by school_id, school_year, grade_level nulls last, name collate lt, class_id
