/* +++
title = "Changes of attendance, grades and term grades with the pupil, class and period of the record they changed"
+++ */
with changes as (
    select * from staging.changes
    where entity in ('attendance', 'grades', 'term_grades')
),

records as (
    select
        school_id,
        'attendance' as entity,
        concat_ws('|', lesson_id, pupil_id, mark) as record_id,
        pupil_id,
        group_id,
        held_on as day,
        'month' as scope,
        month_of(held_on) as period,
        null as school_year
    from core.attendance
    union all
    select
        school_id,
        'grades' as entity,
        grade_id as record_id,
        pupil_id,
        group_id,
        given_on as day,
        'month' as scope,
        month_of(given_on) as period,
        null as school_year
    from core.grades
    union all
    select
        grades.school_id,
        'term_grades' as entity,
        concat_ws('|', grades.pupil_id, grades.group_id, grades.term_id) as record_id,
        grades.pupil_id,
        grades.group_id,
        terms.ends_on as day,
        'term' as scope,
        grades.term_id as period,
        terms.school_year
    from staging.term_grades as grades
    left join staging.terms as terms
        on grades.school_id = terms.school_id
        and grades.term_id = terms.term_id
)

select
    changes.*,
    records.pupil_id,
    records.group_id,
    pupil_classes.class_id,
    -- of a record that is gone nothing is known but when it was changed
    coalesce(records.scope, 'month') as scope,
    coalesce(records.period, month_of(changes.changed_at)) as period,
    records.school_year
from changes
left join records
    on changes.school_id = records.school_id
    and changes.entity = records.entity
    and changes.record_id = records.record_id
left join core.pupil_classes as pupil_classes
    on records.school_id = pupil_classes.school_id
    and records.pupil_id = pupil_classes.pupil_id
    and records.day between pupil_classes.since and pupil_classes.until
