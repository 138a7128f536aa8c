/* +++
title  = "Grade of another kind than the group's"
fault  = "A grade is in points, pass or fail, or a level where its group is assessed otherwise, or not at all."
why    = "Averages and levels of a group mix what cannot be compared, or leave the pupil out."
remedy = "Correct the value, or how the group is assessed."

[needs]
grades      = ["groups"]
term_grades = ["groups"]

[lt]
title  = "Įvertinimas ne pagal grupės vertinimo būdą"
fault  = "Įvertinta balu, įskaita ar lygiu ten, kur grupė vertinama kitaip arba visai nevertinama."
why    = "Grupės vidurkis ir lygiai sumaišo nepalyginamus dalykus arba mokinį aplenkia."
remedy = "Ištaisykite reikšmę arba grupės vertinimo būdą."
+++ */
with groups as (
    select * from core.groups
),

given as (
    -- a group without assessment has no term grades; a mark for encouragement is nobody's fault
    select
        grades.school_id,
        'grades' as table_name,
        grades.grade_id as subject_id,
        grades.given_on as day,
        grades.class_id,
        grades.group_id,
        grades.pupil_id,
        grades.owner_id as staff_id,
        grades.value,
        groups.assessment
    from core.grades as grades
    inner join groups
        on grades.school_id = groups.school_id
        and grades.group_id = groups.group_id
    where groups.assessment <> 'none'
    union all
    select
        grades.school_id,
        'term_grades' as table_name,
        concat_ws('|', grades.pupil_id, grades.group_id, grades.term_id) as subject_id,
        terms.ends_on as day,
        groups.class_id,
        grades.group_id,
        grades.pupil_id,
        coalesce(grades.entered_by, groups.staff_id) as staff_id,
        grades.value,
        groups.assessment
    from core.term_grades as grades
    inner join groups
        on grades.school_id = groups.school_id
        and grades.group_id = groups.group_id
    left join core.terms as terms
        on grades.school_id = terms.school_id
        and grades.term_id = terms.term_id
    where groups.assessment is not null
),

plain as (
    select
        *,
        plain_grade(value) as plain
    from given
    where not is_blank(value)
),

-- atl, neat, pp and np are of no kind: they may stand anywhere
kinds as (
    select
        *,
        case
            when plain in ('įsk', 'nsk') then 'credit'
            when plain in ('a', 'pg', 'pt', 's', 'npt') then 'levels'
            when grade_points(plain) is not null then 'points'
        end as kind
    from plain
)

select
    school_id,
    table_name,
    subject_id,
    day as on_date,
    class_id,
    group_id,
    pupil_id,
    staff_id,
    concat_ws(' · ', value, assessment) as detail,
    assessment = 'none'
    -- under a programme of one's own (įskIN, įskPR) pass or fail may stand anywhere, too
    or coalesce(kind <> assessment and not (kind = 'credit' and regexp_matches(value, '(?i)(in|pr)\s*$')), false)
        as is_faulty
from kinds
