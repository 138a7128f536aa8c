/* +++
title = "Every lesson hour, since shares are of them; of absence only what was for illness"
+++ */
select
    * replace (
        case when absence = 'illness' then absence end as absence,
        case when reason = 'illness' then reason end as reason,
        case when reason = 'illness' then decided_at end as decided_at,
        null::boolean as is_late
    )
from rows
