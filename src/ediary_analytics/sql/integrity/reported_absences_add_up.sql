/* +++
title  = "Sum of absences in a report is not the sum of its parts"
fault  = "A report's missed lessons of a pupil are not those for illness, for other reasons and unjustified together."
why    = "A column was sorted or pasted apart from its rows: then every number of it may be another pupil's."
remedy = "Save the report again from the diary, and do not sort or edit it before it is imported."

[needs]
reported_pupils = ["reported_pupils.missed", "reported_classes"]

[lt]
title  = "Ataskaitos praleistų pamokų suma neatitinka dalių"
fault  = "Mokinio praleistos pamokos ataskaitoje nelygios dėl ligos, dėl kitų priežasčių ir nepateisintų pamokų sumai."
why    = "Stulpelis surikiuotas ar įklijuotas atskirai nuo eilučių, tad bet kuris jo skaičius gali būti kito mokinio."
remedy = "Išsaugokite ataskaitą iš dienyno iš naujo ir prieš importuodami jos nerikiuokite ir netaisykite."
+++ */
with pupils as (
    select * from core.reported_pupils
    where missed is not null and illness is not null and other is not null and unjustified is not null
)

select
    pupils.school_id,
    'reported_pupils' as table_name,
    concat_ws('|', pupils.report_id, pupils.pupil_id) as subject_id,
    coalesce(terms.ends_on, reports.until) as on_date,
    reports.class_id,
    reports.group_id,
    pupils.pupil_id,
    null as staff_id,
    concat(pupils.missed, ' / ', pupils.illness, ' + ', pupils.other, ' + ', pupils.unjustified) as detail,
    pupils.missed <> pupils.illness + pupils.other + pupils.unjustified as is_faulty
from pupils
left join core.reported_classes as reports
    on pupils.school_id = reports.school_id
    and pupils.report_id = reports.report_id
left join core.terms as terms
    on reports.school_id = terms.school_id
    and reports.term_id = terms.term_id
