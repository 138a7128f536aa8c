/* +++
title    = "Term report handed over"
duty     = "Within five working days of a term's end the deputy director has the report of progress and attendance."
remedy   = "Prepare the report of progress and attendance and hand it to the deputy director."
why      = "The teachers' council discusses the term by these reports."
owner    = "class_head"
severity = "warning"
needs    = ["duties_done", "classes", "terms"]

[lt]
title  = "Laikotarpio ataskaita perduota"
duty   = "Per penkias darbo dienas laikotarpiui pasibaigus pavaduotojui perduodama pažangumo ir lankomumo ataskaita."
remedy = "Parenkite klasės pažangumo ir lankomumo ataskaitą ir perduokite direktoriaus pavaduotojui ugdymui."
why    = "Pagal šias ataskaitas mokytojų taryba aptaria laikotarpį."

[settings]
days = 5
+++ */
with terms as (
    select * from core.class_terms
    where class_kind is distinct from 'preschool'
),

handed as (
    select
        school_id,
        class_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'term_report'
    group by all
)

select
    terms.school_id,
    concat_ws('|', terms.class_id, terms.term_id) as subject_id,
    terms.ends_on as on_date,
    classes.homeroom_staff_id as owner_id,
    terms.class_id,
    null as group_id,
    null as pupil_id,
    deadlines.due_at,
    handed.done_at,
    terms.term_name as detail
from terms
left join deadlines($days) as deadlines on terms.ends_on = deadlines.day
inner join core.classes as classes
    on terms.school_id = classes.school_id
    and terms.class_id = classes.class_id
left join handed
    on terms.school_id = handed.school_id
    and terms.class_id = handed.class_id
    and terms.term_id = handed.period
