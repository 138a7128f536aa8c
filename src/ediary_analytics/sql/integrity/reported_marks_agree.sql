/* +++
title  = "Sums of a group's report are not those of its marks"
fault  = "A pupil's missed lessons or average in a group's report are not those that its cells add up to."
why    = "A mark that the sums do not know was left behind by a lesson that was moved, or the rows were edited."
remedy = "Look for marks in lessons that were moved or deleted, and save the report again."

[needs]
reported_pupils = ["reported_classes", "lessons", "attendance", "grades"]

[lt]
title  = "Grupės ataskaitos sumos neatitinka jos žymų"
fault  = "Mokinio praleistos pamokos ar vidurkis grupės ataskaitoje nelygūs tam, ką sudaro jos langeliai."
why    = "Sumoms nežinoma žyma liko iš perkeltos pamokos, arba eilutės buvo taisytos."
remedy = "Paieškokite žymų perkeltose ar ištrintose pamokose ir išsaugokite ataskaitą iš naujo."
+++ */
with reports as (
    select * from core.reported_classes
    where kind = 'group'
),

listed as (
    select
        pupils.*,
        reports.class_id,
        reports.group_id,
        reports.since,
        reports.until
    from core.reported_pupils as pupils
    inner join reports
        on pupils.school_id = reports.school_id
        and pupils.report_id = reports.report_id
),

absences as (
    select
        listed.school_id,
        listed.report_id,
        listed.pupil_id,
        count(attendance.lesson_id) as missed
    from listed
    left join core.attendance as attendance
        on listed.school_id = attendance.school_id
        and listed.group_id = attendance.group_id
        and listed.pupil_id = attendance.pupil_id
        and attendance.held_on between listed.since and listed.until
        and attendance.mark = 'absent'
    group by all
),

marks as (
    select
        listed.school_id,
        listed.report_id,
        listed.pupil_id,
        sum(grade_points(plain_grade(grades.value))) as points,
        count(grade_points(plain_grade(grades.value))) as grades
    from listed
    left join core.grades as grades
        on listed.school_id = grades.school_id
        and listed.group_id = grades.group_id
        and listed.pupil_id = grades.pupil_id
        and grades.given_on between listed.since and listed.until
    group by all
)

select
    listed.school_id,
    'reported_pupils' as table_name,
    concat_ws('|', listed.report_id, listed.pupil_id) as subject_id,
    listed.until as on_date,
    listed.class_id,
    listed.group_id,
    listed.pupil_id,
    null as staff_id,
    concat(listed.missed, ' / ', absences.missed, '; ', listed.average, ' / ', marks.points, ' : ', marks.grades)
        as detail,
    coalesce(listed.missed <> absences.missed, false)
    or coalesce(abs(listed.average * marks.grades - coalesce(marks.points, 0)) > 0.05 * marks.grades, false)
        as is_faulty
from listed
inner join absences
    on listed.school_id = absences.school_id
    and listed.report_id = absences.report_id
    and listed.pupil_id = absences.pupil_id
inner join marks
    on listed.school_id = marks.school_id
    and listed.report_id = marks.report_id
    and listed.pupil_id = marks.pupil_id
