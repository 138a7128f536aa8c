/* +++
title = "Groups in scope: all of their rows"
+++ */
select distinct
    school_id,
    group_id
from scope.grants
where group_id is not null
