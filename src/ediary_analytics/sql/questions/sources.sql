/* +++
title = "How many files the data of a school came from, by vendor's sheet; tables of the contract have none"
+++ */
with files as (
    select
        school_id,
        file,
        coalesce(max(table_name) filter (where contains(table_name, '.')), '') as sheet
    from raw.files
    group by all
)

select
    school_id,
    sheet,
    count(*) as files
from files
group by all
order by all
