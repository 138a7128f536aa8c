/* +++
title    = "Social-civic activity recorded"
duty     = "In each term the class head enters the social-civic activity of pupils of grades five to eight."
remedy   = "Enter the social-civic activity that the class did in the term."
why      = "The hours are part of each pupil's education and are confirmed from the diary."
owner    = "class_head"
severity = "warning"
needs    = ["class_events", "classes", "terms"]

[lt]
title  = "Socialinė-pilietinė veikla įrašyta"
duty   = "Kiekvieną laikotarpį klasės vadovas fiksuoja 5–8 klasių mokinių socialinę-pilietinę veiklą."
remedy = "Įrašykite, kokią socialinę-pilietinę veiklą klasė vykdė tuo laikotarpiu."
why    = "Šios valandos yra kiekvieno mokinio ugdymo dalis ir patvirtinamos pagal dienyną."

[settings]
min_grade = 5
max_grade = 8
+++ */
with terms as (
    select * from core.class_terms
    where
        kind in ('half_year', 'trimester')
        and class_kind is distinct from 'preschool'
        and grade_level between $min_grade and $max_grade
),

activities as (
    select * from core.class_events
    where kind = 'social_civic'
),

recorded as (
    select
        terms.school_id,
        terms.class_id,
        terms.term_id,
        min(activities.recorded_at) as recorded_at
    from terms
    inner join activities
        on terms.school_id = activities.school_id
        and terms.class_id = activities.class_id
        and activities.held_on between terms.starts_on and terms.ends_on
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
    end_of_day(terms.ends_on) as due_at,
    recorded.recorded_at as done_at,
    terms.term_name as detail
from terms
inner join core.classes as classes
    on terms.school_id = classes.school_id
    and terms.class_id = classes.class_id
left join recorded
    on terms.school_id = recorded.school_id
    and terms.class_id = recorded.class_id
    and terms.term_id = recorded.term_id
