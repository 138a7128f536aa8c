/* +++
title = "Grades that a signed month is about, with the moment each was first signed for; null where nobody did"
+++ */
with signed as (
    select * from entered.sign_offs
    where school_id in (select school_id from raw.imports)
),

months as (
    select distinct
        school_id,
        kind,
        period
    from signed
),

-- the grades of the school year that the month lies in; classes without a grade, or a year without classes, are a null
-- that nobody but who signs for the whole school covers
grades as (
    select distinct
        months.school_id,
        months.kind,
        months.period,
        classes.grade_level
    from months
    left join core.school_years as years
        on months.school_id = years.school_id
        and months.period between month_of(years.starts_on) and month_of(years.ends_on)
    left join core.classes as classes
        on years.school_id = classes.school_id
        and coalesce(years.school_year = classes.school_year, true)
)

select
    grades.school_id,
    grades.kind,
    grades.period,
    grades.grade_level,
    min(signed.signed_at) filter (
        where (signed.min_grade is null and signed.max_grade is null)
        or grades.grade_level between signed.min_grade and signed.max_grade
    ) as signed_at
from grades
inner join signed
    on grades.school_id = signed.school_id
    and grades.kind = signed.kind
    and grades.period = signed.period
group by all
