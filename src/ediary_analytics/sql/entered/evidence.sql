/* +++
title = "Tables that the register shows something of, as evidence beside that of the export"
+++ */
with shown as (
    select
        school_id,
        'duties_done' as table_name,
        count(*) as row_count
    from entered.duties_done
    group by school_id
    union all
    select
        school_id,
        'unlock_acts' as table_name,
        count(*) as row_count
    from entered.unlock_acts
    group by school_id
)

select
    *,
    map_from_entries([('', 0::bigint)]) as filled,
    false as is_assumed
from shown
