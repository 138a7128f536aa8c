/* +++
title = "Rows set aside at import that name a pupil, cell by cell as they were written"
+++ */
select
    rejected.file,
    rejected.line,
    rejected.table_name,
    unnest(rejected.cells).column_name as column_name,
    unnest(rejected.cells).value as value
from raw.rejected_rows as rejected
where
    rejected.school_id = $school
    and list_contains(list_transform(rejected.cells, lambda cell: cell.value), $pupil) -- noqa: RF03
order by rejected.file asc, rejected.line asc
