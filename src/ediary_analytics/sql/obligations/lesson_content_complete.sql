/* +++
title    = "Lesson content complete"
duty     = "A held lesson has its topic and, where the rules ask for them, its objectives and homework."
remedy   = "Open the lesson in the diary and write what is blank: the topic, the objectives, the homework."
why      = "Pupils who were ill and their parents learn from the diary what was taught and what is to be done."
owner    = "teacher"
severity = "warning"
needs    = ["lessons.filled_at", "groups", "classes"]
seen_by  = ["lessons.topic"]
detail   = "blanks"

[lt]
title  = "Pamokos turinys užpildytas"
duty   = "Įvykusios pamokos įraše yra tema ir, kur to reikalauja taisyklės, uždaviniai bei namų darbai."
remedy = "Atverkite pamoką dienyne ir įrašykite, ko trūksta: temą, uždavinius, namų darbus."
why    = "Iš dienyno sirgę mokiniai ir jų tėvai sužino, kas buvo mokytasi ir ką reikia padaryti."

[settings]
due_time           = 23:59:59
ask_objectives     = false
ask_homework       = false
homework_min_grade = 1
+++ */
with lessons as (
    select * from core.lessons
    where is_held and group_kind is distinct from 'preschool'
),

checked as (
    select
        *,
        is_blank(topic) as lacks_topic,
        $ask_objectives and is_blank(objectives) as lacks_objectives,
        case
            when group_kind = 'formal' and grade_level >= $homework_min_grade
                then $ask_homework and is_blank(homework)
            else false
        end as lacks_homework
    from lessons
)

select
    school_id,
    lesson_id as subject_id,
    held_on as on_date,
    owner_id,
    class_id,
    group_id,
    null as pupil_id,
    held_on + $due_time as due_at,
    case when not (lacks_topic or lacks_objectives or lacks_homework) then filled_at end as done_at,
    concat_ws(
        ', ',
        case when lacks_topic then 'topic' end,
        case when lacks_objectives then 'objectives' end,
        case when lacks_homework then 'homework' end
    ) as detail
from checked
