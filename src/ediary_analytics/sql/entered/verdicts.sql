/* +++
title = "Verdicts (source) with what people entered: duties done by entering something, and excused ones"
+++ */
with standing as (
    select source.*
    from source
    anti join entered.imposed as anew
        on source.school_id = anew.school_id
        and source.policy = anew.policy
        and source.obligation = anew.obligation
    union all by name
    select * from entered.verdicts
)

select
    standing.* replace (
        case
            when standing.status not in ('late', 'missing') then standing.status
            when (standing.school_id, standing.obligation, standing.subject_id) in (from entered.excused_duties)
                then 'excused'
            when (standing.school_id, coalesce(standing.due_at::date, standing.on_date)) in (from entered.excused_days)
                then 'excused'
            else standing.status
        end as status
    )
from standing
