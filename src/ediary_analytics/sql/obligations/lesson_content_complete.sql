/* +++
title    = "Lesson content complete"
duty     = "A held lesson has its topic and, where the rules ask for them, its objectives and homework."
remedy   = "Open the lesson in the diary and write what is blank: the topic, the objectives, the homework."
why      = "Pupils who were ill and their parents learn from the diary what was taught and what is to be done."
owner    = "teacher"
severity = "warning"
needs    = ["lessons.filled_at", "groups", "classes"]
seen_by  = ["lessons.topic"]

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
        case when is_blank(topic) then 'topic' end as blank_topic,
        case when $ask_objectives and is_blank(objectives) then 'objectives' end as blank_objectives,
        case
            when
                $ask_homework
                and group_kind = 'formal'
                and grade_level >= $homework_min_grade
                and is_blank(homework)
                then 'homework'
        end as blank_homework
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
    case
        when blank_topic is null and blank_objectives is null and blank_homework is null then filled_at
    end as done_at,
    concat_ws(', ', blank_topic, blank_objectives, blank_homework) as detail
from checked
