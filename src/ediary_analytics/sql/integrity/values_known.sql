/* +++
title  = "Unknown mark or word"
fault  = "A value of a closed list is none of the list; its row was set aside at import."
why    = "A row that is set aside counts nowhere: an absence marked so is not an absence."
remedy = "Correct the value in the diary, or tell the developers what the diary means by it."
each   = "enum"

[lt]
title  = "Nežinoma žyma ar žodis"
fault  = "Reikšmės nėra leidžiamų reikšmių sąraše; jos eilutė importuojant atidėta."
why    = "Atidėta eilutė niekur neskaičiuojama: taip pažymėta praleista pamoka nelaikoma praleista."
remedy = "Ištaisykite reikšmę dienyne arba praneškite programos kūrėjams, ką ji dienyne reiškia."
+++ */
select
    school_id,
    table_name,
    concat_ws(':', file, line) as subject_id,
    null::date as on_date,
    null as class_id,
    null as group_id,
    null as pupil_id,
    null as staff_id,
    concat_ws(' = ', column_name, value) as detail,
    true as is_faulty,
    column_name
from raw.rejects
where code = 'enum'
