/* +++
title  = "Reference to nothing"
fault  = "A row names a pupil, group, lesson or other record that the export does not have."
why    = "What belongs to nobody is missing wherever classes, teachers or pupils are counted."
remedy = "Export the table it leads to in full, or correct the identifier."
each   = "reference"

[lt]
title  = "Nuoroda į nesamą įrašą"
fault  = "Eilutė nurodo mokinį, grupę, pamoką ar kitą įrašą, kurio eksporte nėra."
why    = "Kas niekam nepriklauso, to trūksta skaičiuojant pagal klases, mokytojus ar mokinius."
remedy = "Eksportuokite visą lentelę, į kurią nuoroda veda, arba ištaisykite identifikatorių."
+++ */
-- what begins with any_ stands for the names of each reference in the contract: the table that refers, its column, its
-- key, its ids (null where it has none), the table it leads to and that table's key
select
    referring.school_id,
    'any_table' as table_name,
    concat_ws('|', any_key) as subject_id,
    null::date as on_date,
    any_class_id as class_id,
    any_group_id as group_id,
    any_pupil_id as pupil_id,
    any_staff_id as staff_id,
    concat_ws(' = ', 'any_column', any_column) as detail,
    true as is_faulty,
    'any_column' as column_name
from core.any_table as referring
anti join core.any_target as targets
    on referring.school_id = targets.school_id
    and referring.any_column = targets.any_target_key
where referring.any_column is not null
