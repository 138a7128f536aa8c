/* +++
title = "What was judged (source), with the duties that were judged anew for what people entered"
+++ */
select source.*
from source
anti join entered.imposed as anew
    on source.school_id = anew.school_id
    and source.policy = anew.policy
    and source.obligation = anew.obligation
union all by name
select * from entered.imposed
