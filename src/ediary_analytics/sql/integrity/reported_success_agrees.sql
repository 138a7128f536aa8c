/* +++
title  = "Success rate of a report is not that of its rows"
fault  = "The success rate in a report's footer is not the share of its pupils without a negative term grade."
why    = "A mean of percentages, or a grade changed after the report was made, is passed on as the class's result."
remedy = "Save the report again from the diary; count pupils, not percentages, for more than one class."

[needs]
reported_classes = ["reported_classes.success_rate", "term_grades", "groups", "enrolments", "terms"]

[lt]
title  = "Ataskaitos pažangumas neatitinka jos eilučių"
fault  = "Pažangumas ataskaitos apačioje nėra jos mokinių be neigiamo laikotarpio įvertinimo dalis."
why    = "Procentų vidurkis ar po ataskaitos pakeistas įvertinimas pateikiamas kaip klasės rezultatas."
remedy = "Išsaugokite ataskaitą iš dienyno iš naujo; kelių klasių pažangumą skaičiuokite iš mokinių, ne iš procentų."
+++ */
with pupils as (
    select
        school_id,
        class_id,
        term_id,
        pupil_id,
        bool_or(is_negative) as is_failing
    from core.results
    group by all
),

classes as (
    select
        school_id,
        class_id,
        term_id,
        count(*) as graded,
        count_if(not is_failing) as passing
    from pupils
    group by all
)

select
    reports.school_id,
    'reported_classes' as table_name,
    reports.report_id as subject_id,
    terms.ends_on as on_date,
    reports.class_id,
    null as group_id,
    null as pupil_id,
    null as staff_id,
    concat(reports.success_rate, ' % / ', classes.passing, ' : ', classes.graded) as detail,
    -- the diary shows hundredths or whole percents
    abs(reports.success_rate - 100 * classes.passing / classes.graded)
    > if(reports.success_rate = round(reports.success_rate), 0.5, 0.1) as is_faulty
from core.reported_classes as reports
inner join classes
    on reports.school_id = classes.school_id
    and reports.class_id = classes.class_id
    and reports.term_id = classes.term_id
left join core.terms as terms
    on reports.school_id = terms.school_id
    and reports.term_id = terms.term_id
where reports.success_rate is not null
