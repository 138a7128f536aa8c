/* +++
title = "What the pupils of one's schools are called, to read ids by"
+++ */
select
    school_id,
    pupil_id,
    concat_ws(' ', last_name, first_name) as name
from core.pupils
order by school_id, name collate lt, pupil_id
