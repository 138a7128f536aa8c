/* +++
title    = "Pupil in the groups"
duty     = "A pupil is put into the subject groups at the start of the year, a newcomer within five working days."
remedy   = "Put the pupil into the groups of the class; where the pupil is not in the class list, tell the class head."
why      = "A pupil who is in no group can be neither marked absent nor graded."
owner    = "teacher"
severity = "critical"
needs    = ["enrolments", "classes", "groups", "group_members"]

[lt]
title  = "Mokinys įtrauktas į grupes"
duty   = "Mokslo metų pradžioje klasės mokinys įtraukiamas į dalykų grupes, naujai atvykęs – per penkias darbo dienas."
remedy = "Įtraukite mokinį į klasės grupes; jei mokinio klasės sąraše nėra, praneškite klasės vadovui."
why    = "Mokinio, kurio nėra grupėje, negalima nei pažymėti neatvykusio, nei įvertinti."

[settings]
# the day of September, and the working days that a newcomer's teachers have
september_day = 5
days          = 5
+++ */
with enrolments as (
    select
        enrolments.*,
        classes.school_year,
        classes.name as class_name,
        greatest(
            end_of_day(in_september(classes.school_year, enrolments.enrolled_on, $september_day)), deadlines.due_at
        ) as due_at
    from core.enrolments as enrolments
    left join deadlines($days) as deadlines on enrolments.enrolled_on = deadlines.day
    inner join core.classes as classes
        on enrolments.school_id = classes.school_id
        and enrolments.class_id = classes.class_id
    where classes.kind is distinct from 'preschool'
),

members as (
    select
        members.*,
        groups.school_year
    from core.group_members as members
    inner join core.groups as groups
        on members.school_id = groups.school_id
        and members.group_id = groups.group_id
    where groups.kind = 'formal'
),

-- a group of another school year is no answer to this one's enrolment
joined as (
    select
        enrolments.school_id,
        enrolments.pupil_id,
        enrolments.class_id,
        enrolments.enrolled_on,
        min(coalesce(members.joined_on, enrolments.enrolled_on)) as joined_on
    from enrolments
    inner join members
        on enrolments.school_id = members.school_id
        and enrolments.pupil_id = members.pupil_id
        and coalesce(enrolments.school_year = members.school_year, true)
    group by all
)

select
    enrolments.school_id,
    concat_ws('|', enrolments.pupil_id, enrolments.class_id, enrolments.enrolled_on) as subject_id,
    enrolments.enrolled_on as on_date,
    null as owner_id,
    enrolments.class_id,
    null as group_id,
    enrolments.pupil_id,
    enrolments.due_at,
    joined.joined_on::timestamp as done_at,
    enrolments.class_name as detail
from enrolments
left join joined
    on enrolments.school_id = joined.school_id
    and enrolments.pupil_id = joined.pupil_id
    and enrolments.class_id = joined.class_id
    and enrolments.enrolled_on = joined.enrolled_on
