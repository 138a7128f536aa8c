/* +++
title = "How many files the data of a school came from, by vendor's sheet; tables of the contract have none"
+++ */
with files as (
    select * from warehouse.raw.files
),

-- where the rows of a file name their schools themselves, it is of all
of_school as (
    select file from files
    group by file
    having bool_or(school_id = $school) or count(school_id) = 0
),

sheets as (
    select
        files.file,
        coalesce(max(files.table_name) filter (where contains(files.table_name, '.')), '') as sheet
    from files
    inner join of_school on files.file = of_school.file
    group by files.file
)

select
    sheet,
    count(*) as files
from sheets
group by sheet
order by sheet
