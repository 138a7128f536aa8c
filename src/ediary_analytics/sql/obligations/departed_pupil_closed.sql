/* +++
title    = "Departed pupil closed"
duty     = "Once a pupil has left a class, its groups record nothing more of the pupil."
remedy   = "Take the pupil off the lists of the class's groups and remove what was recorded after the last day."
why      = "Whoever stays on the lists gets absences and grades that were never theirs."
owner    = "administrator"
severity = "warning"
needs    = ["enrolments", "attendance", "lessons", "grades", "groups"]

[lt]
title  = "Išvykęs mokinys išbrauktas"
duty   = "Mokiniui išvykus iš klasės, jos grupėse apie jį daugiau nieko neįrašoma."
remedy = "Išbraukite mokinį iš klasės grupių sąrašų ir panaikinkite, kas įrašyta po paskutinės dienos."
why    = "Sąraše likusiam mokiniui įrašoma praleistų pamokų ir įvertinimų, kurių jis niekada neturėjo."
+++ */
with departures as (
    select * from core.enrolments
    where left_on is not null
),

-- of those who left, who are few, before anything else is looked up
graded as (
    select
        departures.school_id,
        departures.pupil_id,
        departures.class_id,
        departures.enrolled_on,
        grades.group_id,
        max(grades.given_on) as day
    from departures
    inner join core.grades as grades
        on departures.school_id = grades.school_id
        and departures.pupil_id = grades.pupil_id
        and departures.left_on < grades.given_on
    group by all
),

records as (
    select
        departures.school_id,
        departures.pupil_id,
        departures.class_id,
        departures.enrolled_on,
        attendance.held_on as day
    from departures
    inner join core.attendance as attendance
        on departures.school_id = attendance.school_id
        and departures.pupil_id = attendance.pupil_id
        and departures.class_id = attendance.group_class_id
        and departures.left_on < attendance.held_on
    union all
    select
        graded.school_id,
        graded.pupil_id,
        graded.class_id,
        graded.enrolled_on,
        graded.day
    from graded
    inner join core.groups as groups
        on graded.school_id = groups.school_id
        and graded.group_id = groups.group_id
        and graded.class_id = groups.class_id
),

afterwards as (
    select
        school_id,
        pupil_id,
        class_id,
        enrolled_on,
        max(day) as last_day
    from records
    group by all
),

administrators as (
    select * from core.sole_role_holders
    where role = 'administrator'
)

select
    departures.school_id,
    concat_ws('|', departures.pupil_id, departures.class_id, departures.enrolled_on) as subject_id,
    departures.left_on as on_date,
    administrators.staff_id as owner_id,
    departures.class_id,
    null as group_id,
    departures.pupil_id,
    end_of_day(departures.left_on) as due_at,
    case when afterwards.pupil_id is null then departures.left_on::timestamp end as done_at,
    afterwards.last_day::varchar as detail
from departures
left join afterwards
    on departures.school_id = afterwards.school_id
    and departures.pupil_id = afterwards.pupil_id
    and departures.class_id = afterwards.class_id
    and departures.enrolled_on = afterwards.enrolled_on
left join administrators on departures.school_id = administrators.school_id
