/* +++
title = "Classes in scope: all rows of the class, also of days on which a pupil since departed was in it"
+++ */
select distinct
    school_id,
    class_id
from scope.grants
where class_id is not null
