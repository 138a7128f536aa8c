/* +++
title    = "Class statistics filled"
duty     = "Within five working days of the month's end the class head fills the class statistics register."
remedy   = "Fill attendance, progress and behaviour of the month in the class statistics register."
why      = "The school's monthly picture is put together from the registers of its classes."
owner    = "class_head"
severity = "warning"
needs    = ["duties_done", "classes", "terms"]
detail   = "period"

[lt]
title  = "„Klasių mokinių statistikos“ registras užpildytas"
duty   = "Pasibaigus mėnesiui, per penkias darbo dienas užpildomas „Klasių mokinių statistikos“ registras."
remedy = "Registre užpildykite mėnesio lankomumo, pažangumo ir elgesio duomenis."
why    = "Mokyklos mėnesio vaizdas susideda iš klasių registrų."

[settings]
days = 5
+++ */
with months as (
    select * from core.class_months
    where class_kind is distinct from 'preschool'
),

filled as (
    select
        school_id,
        class_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'class_statistics'
    group by all
)

select
    months.school_id,
    concat_ws('|', months.class_id, months.month) as subject_id,
    months.last_day as on_date,
    classes.homeroom_staff_id as owner_id,
    months.class_id,
    null as group_id,
    null as pupil_id,
    deadlines.due_at,
    filled.done_at,
    months.month as detail
from months
left join deadlines($days) as deadlines on months.last_day = deadlines.day
inner join core.classes as classes
    on months.school_id = classes.school_id
    and months.class_id = classes.class_id
left join filled
    on months.school_id = filled.school_id
    and months.class_id = filled.class_id
    and months.month = filled.period
