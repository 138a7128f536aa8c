/* +++
title  = "Row given twice"
fault  = "Several rows of a table share the key that identifies one; the last of them was kept."
why    = "Rows of one key contradict each other, and nobody knows which of them is true."
remedy = "Export the table again, or remove the row that is wrong."
each   = "key"

[lt]
title  = "Eilutė pateikta kelis kartus"
fault  = "Kelios lentelės eilutės turi tą patį raktą, kuris turi žymėti vieną; palikta paskutinė iš jų."
why    = "To paties rakto eilutės prieštarauja viena kitai, ir neaišku, kuri teisinga."
remedy = "Eksportuokite lentelę iš naujo arba pašalinkite klaidingą eilutę."
+++ */
select
    school_id,
    table_name,
    key as subject_id,
    null::date as on_date,
    null as class_id,
    null as group_id,
    null as pupil_id,
    null as staff_id,
    copies::varchar as detail,
    true as is_faulty,
    '' as column_name
from raw.duplicates
