/* +++
title = "What each export can show, without how many: a table or column has something, or nothing"
+++ */
select
    school_id,
    table_name,
    least(row_count, 1) as row_count,
    map(map_keys(filled), list_transform(map_values(filled), lambda held: least(held, 1))) as filled,
    is_assumed
from core.evidence
