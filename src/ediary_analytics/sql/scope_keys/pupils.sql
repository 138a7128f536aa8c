/* +++
title = "Pupils in scope: all of their rows"
+++ */
select distinct
    school_id,
    pupil_id
from scope.grants
where pupil_id is not null
