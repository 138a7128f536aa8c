/* +++
title    = "Term locked"
duty     = "The day after a term or the school year ends, its term grades are locked."
remedy   = "Lock the term in the diary's administration."
why      = "Only what is locked is confirmed; until then a term grade may change after it was reported."
owner    = "administrator"
severity = "critical"
needs    = ["locks", "terms"]

[lt]
title  = "Laikotarpis užrakintas"
duty   = "Kitą dieną po pusmečio, trimestro ar mokslo metų pabaigos jų įvertinimai užrakinami."
remedy = "Užrakinkite laikotarpį dienyno administravimo skiltyje."
why    = "Patvirtinta tik tai, kas užrakinta; iki tol įvertinimas gali pasikeisti jau už jį atsiskaičius."

[settings]
days = 1
+++ */
with terms as (
    select * from core.terms
),

locks as (
    select * from core.locks
    where class_id is null
),

locked as (
    select
        terms.school_id,
        terms.term_id,
        min(locks.locked_at) as locked_at
    from terms
    inner join locks
        on terms.school_id = locks.school_id
        and (
            (locks.scope = 'term' and terms.term_id = locks.period)
            or (locks.scope = 'year' and terms.kind = 'year' and terms.school_year = locks.period)
        )
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    terms.school_id,
    terms.term_id as subject_id,
    terms.ends_on as on_date,
    administrators.staff_id as owner_id,
    null as class_id,
    null as group_id,
    null as pupil_id,
    end_of_day(terms.ends_on + $days) as due_at,
    locked.locked_at as done_at,
    terms.name as detail
from terms
left join locked
    on terms.school_id = locked.school_id
    and terms.term_id = locked.term_id
left join administrators on terms.school_id = administrators.school_id
