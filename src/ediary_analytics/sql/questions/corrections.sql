/* +++
title = "What was corrected or deleted at the source, seen between imports, the newest first"
+++ */
select
    school_id,
    entity,
    record_id,
    field,
    what,
    old_value,
    new_value,
    after,
    until
from history.corrections
order by until desc, school_id asc, entity asc, record_id asc, field asc
