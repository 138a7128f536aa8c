/* +++
title = "What was imported last of each school: when, how much of it, and what was set aside"
+++ */
with imports as (
    select
        school_id,
        max(imported_at) as imported_at,
        max(as_of) as as_of
    from raw.imports
    group by school_id
),

files as (
    select
        school_id,
        count(distinct file) as files,
        sum(rows_read)::bigint as rows_read,
        sum(rows_rejected)::bigint as rows_rejected
    from raw.files
    group by school_id
)

select
    imports.school_id,
    coalesce(schools.name, imports.school_id) as name,
    imports.imported_at,
    imports.as_of,
    coalesce(files.files, 0) as files,
    coalesce(files.rows_read, 0) as rows_read,
    coalesce(files.rows_rejected, 0) as rows_rejected
from imports
left join core.schools as schools on imports.school_id = schools.school_id
left join files on imports.school_id = files.school_id
order by imports.school_id
