/* +++
title    = "History of changes kept"
duty     = "Of every changed record the diary keeps who changed it, when, which field, and the value."
remedy   = "Ask the provider of the diary to keep the whole history; find out who made the change and note it."
why      = "A change that nobody can trace makes every other record doubtful."
owner    = "administrator"
severity = "warning"
needs    = ["changes"]
detail   = "blanks"

[lt]
title  = "Keitimų istorija išsaugota"
duty   = "Apie kiekvieną pakeistą įrašą išlieka, kas, kada, kurį lauką ir kokią reikšmę pakeitė."
remedy = "Paprašykite dienyno teikėjo saugoti visą istoriją; išsiaiškinkite ir užrašykite, kas pakeitė įrašą."
why    = "Pakeitimas, kurio nebeatseksi, verčia abejoti ir visais kitais įrašais."
+++ */
with changes as (
    select
        *,
        changed_at::date as changed_on,
        concat_ws(
            ', ',
            case when is_blank(changed_by) then 'changed_by' end,
            case when changed_at is null then 'changed_at' end,
            case when is_blank(field) then 'field' end,
            case when is_blank(old_value) and is_blank(new_value) then 'value' end
        ) as blanks
    from core.changes
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    changes.school_id,
    changes.change_id as subject_id,
    changes.changed_on as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(changes.changed_on) as due_at,
    case when changes.blanks = '' then changes.changed_on::timestamp end as done_at,
    changes.blanks as detail
from changes
left join administrators on changes.school_id = administrators.school_id
