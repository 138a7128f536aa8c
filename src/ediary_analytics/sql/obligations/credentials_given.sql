/* +++
title    = "Credentials given"
duty     = "Pupils of the upper grades and guardians get what they need to log in, newcomers within ten working days."
remedy   = "Hand over the name and password, or the invitation, and note the day."
why      = "Who cannot log in does not see absences, grades, homework and messages."
owner    = "class_head"
severity = "warning"
needs    = ["accounts.credentials_given_at", "guardians", "enrolments", "classes"]
detail   = "word"

[lt]
title  = "Prisijungimo duomenys suteikti"
duty   = "Vyresnių klasių mokiniai ir visi tėvai gauna prisijungimo duomenis, naujai atvykę – per dešimt darbo dienų."
remedy = "Perduokite prisijungimo vardą ir slaptažodį arba kvietimą ir pažymėkite datą."
why    = "Kas negali prisijungti, nemato nei praleistų pamokų ir įvertinimų, nei namų darbų ir pranešimų."

[settings]
# from which grade pupils get their own; the day of September, and the working days for newcomers
min_grade     = 5
september_day = 15
days          = 10
+++ */
with people as (
    select
        *,
        end_of_day(september + ($september_day - 1)::integer) as september_due_at
    from core.enrolled_people
    where person_kind = 'guardian' or grade_level >= $min_grade
),

given as (
    select
        school_id,
        person_kind,
        person_id,
        min(coalesce(credentials_given_at, created_at)) as given_at
    from core.accounts
    group by all
)

select
    people.school_id,
    concat_ws('|', people.person_kind, people.person_id, people.pupil_id, year(people.september)) as subject_id,
    people.enrolled_on as on_date,
    people.homeroom_staff_id as owner_id,
    people.class_id,
    null as group_id,
    people.pupil_id,
    greatest(people.september_due_at, deadlines.due_at) as due_at,
    given.given_at as done_at,
    people.person_kind as detail
from people
left join deadlines($days) as deadlines on people.enrolled_on = deadlines.day
left join given
    on people.school_id = given.school_id
    and people.person_kind = given.person_kind
    and people.person_id = given.person_id
