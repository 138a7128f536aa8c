/* +++
title  = "Average of a report is not that of its grades"
fault  = "A pupil's or a subject's average in a report of a term is not the mean of the grades beside it."
why    = "Averages that belong to other rows, or to older grades, are compared and published."
remedy = "Save the report again from the diary, and do not sort or edit it before it is imported."

[needs]
reported_pupils   = ["reported_pupils.average", "reported_classes", "term_grades"]
reported_subjects = ["reported_classes", "term_grades"]

[lt]
title  = "Ataskaitos vidurkis neatitinka įvertinimų"
fault  = "Mokinio ar dalyko vidurkis laikotarpio ataskaitoje nelygus šalia esančių įvertinimų balais vidurkiui."
why    = "Lyginami ir skelbiami vidurkiai, kurie priklauso kitoms eilutėms ar senesniems įvertinimams."
remedy = "Išsaugokite ataskaitą iš dienyno iš naujo ir prieš importuodami jos nerikiuokite ir netaisykite."
+++ */
with grades as (
    select
        *,
        grade_points(plain_grade(value)) as points
    from core.term_grades
),

reports as (
    select
        reports.*,
        terms.ends_on
    from core.reported_classes as reports
    left join core.terms as terms
        on reports.school_id = terms.school_id
        and reports.term_id = terms.term_id
    where reports.kind = 'term_summary'
),

of_pupils as (
    select
        pupils.school_id,
        'reported_pupils' as table_name,
        concat_ws('|', pupils.report_id, pupils.pupil_id) as subject_id,
        reports.ends_on as on_date,
        reports.class_id,
        null as group_id,
        pupils.pupil_id,
        pupils.average,
        sum(grades.points) as points,
        count(*) as grades
    from core.reported_pupils as pupils
    inner join reports
        on pupils.school_id = reports.school_id
        and pupils.report_id = reports.report_id
    inner join grades
        on pupils.school_id = grades.school_id
        and pupils.pupil_id = grades.pupil_id
        and reports.term_id = grades.term_id
    where pupils.average is not null and grades.points is not null
    group by all
),

of_subjects as (
    select
        subjects.school_id,
        'reported_subjects' as table_name,
        concat_ws('|', subjects.report_id, subjects.group_id) as subject_id,
        reports.ends_on as on_date,
        reports.class_id,
        subjects.group_id,
        null as pupil_id,
        subjects.average,
        sum(grades.points) as points,
        count(*) as grades
    from core.reported_subjects as subjects
    inner join reports
        on subjects.school_id = reports.school_id
        and subjects.report_id = reports.report_id
    inner join grades
        on subjects.school_id = grades.school_id
        and subjects.group_id = grades.group_id
        and reports.term_id = grades.term_id
    where subjects.average is not null and grades.points is not null
    group by all
),

compared as (
    select * from of_pupils
    union all
    select * from of_subjects
)

select
    school_id,
    table_name,
    subject_id,
    on_date,
    class_id,
    group_id,
    pupil_id,
    null as staff_id,
    concat(average, ' / ', points, ' : ', grades) as detail,
    -- the diary rounds to hundredths; a cell that shows tenths is off by half of one at most
    abs(average * grades - points) > 0.05 * grades as is_faulty
from compared
