/* +++
title    = "Integrated lesson in both subjects"
duty     = "A lesson taught together with another subject is entered in the diary of both."
remedy   = "Enter the lesson in the other subject's diary too, or take the integration out."
why      = "Hours count for a subject only where they are entered; pupils and parents look there as well."
owner    = "teacher"
severity = "warning"
needs    = ["lessons.filled_at"]
seen_by  = ["lessons.integrated_group_id"]

[lt]
title  = "Integruota pamoka įvesta abiejuose dalykuose"
duty   = "Su kitu dalyku integruota pamoka įvedama abiejų dalykų dienynuose."
remedy = "Įveskite pamoką ir į kito dalyko dienyną arba panaikinkite integravimo žymą."
why    = "Dalykui įskaitomos tik jo dienyne įvestos pamokos; ten jų ieško ir mokiniai, ir tėvai."

[settings]
due_time = 23:59:59
+++ */
with integrated as (
    select * from core.lessons
    where is_held and integrated_group_id is not null
),

-- any lesson of the other group on that day: of most groups and days none is asked for
others as (
    select
        school_id,
        integrated_group_id as group_id,
        held_on
    from integrated
),

recorded as (
    select
        lessons.school_id,
        lessons.group_id,
        lessons.held_on,
        min(lessons.filled_at) as filled_at
    from core.lessons as lessons
    semi join others
        on lessons.school_id = others.school_id
        and lessons.group_id = others.group_id
        and lessons.held_on = others.held_on
    group by all
)

select
    integrated.school_id,
    integrated.lesson_id as subject_id,
    integrated.held_on as on_date,
    integrated.owner_id,
    integrated.class_id,
    integrated.group_id,
    null as pupil_id,
    integrated.held_on + $due_time as due_at,
    recorded.filled_at as done_at,
    coalesce(groups.name, integrated.integrated_group_id) as detail
from integrated
left join recorded
    on integrated.school_id = recorded.school_id
    and integrated.integrated_group_id = recorded.group_id
    and integrated.held_on = recorded.held_on
left join core.groups as groups
    on integrated.school_id = groups.school_id
    and integrated.integrated_group_id = groups.group_id
