/* +++
title = "Absence per pupil in the schools of the country, beside what was measured by class or grade"
+++ */
-- a subject's head count is the diary's, a grade's the registry's, which stands beside each of its subjects
with schools as (
    select
        institution_code,
        division_code,
        grade_level,
        case when grouped_by('subject') then subject_name end as subject_name,
        case when grouped_by('subject') then subject_code end as subject_code,
        month as period,
        sum(illness) as illness,
        sum(other) as other,
        sum(unjustified) as unjustified,
        case
            when grouped_by('subject') then coalesce(max(diary_pupils), max(registry_pupils))
            else coalesce(max(registry_pupils), max(diary_pupils))
        end as pupils
    from core.benchmark
    group by all
),

parts as (
    unpivot schools on illness, other, unjustified into name part value hours
),

asked_for as (
    select
        measured.*,
        coalesce(measured.grade_level, classes.grade_level) as of_grade,
        subjects.name as subject_name
    from measured
    left join core.classes as classes
        on measured.school_id = classes.school_id
        and measured.class_id = classes.class_id
    left join core.subjects as subjects
        on measured.school_id = subjects.school_id
        and measured.subject_id = subjects.subject_id
)

select
    asked_for.school_id,
    asked_for.class_id,
    asked_for.grade_level,
    asked_for.subject_id,
    asked_for.period,
    asked_for.part,
    sum(parts.hours) as numerator,
    sum(parts.pupils) as denominator,
    count(*) as schools,
    quantile_cont(parts.hours / parts.pupils, 0.25) as low,
    quantile_cont(parts.hours / parts.pupils, 0.5) as median,
    quantile_cont(parts.hours / parts.pupils, 0.75) as high
from asked_for
inner join parts
    on asked_for.period = parts.period
    and asked_for.of_grade = parts.grade_level
    and asked_for.part = parts.part
    and (
        not grouped_by('subject')
        or lower(trim(asked_for.subject_name)) = lower(trim(parts.subject_name))
        or asked_for.subject_id = parts.subject_code
    )
where parts.pupils > 0
group by all
