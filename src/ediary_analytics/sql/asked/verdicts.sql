/* +++
title = "Judged duties with the keys and the period asked for; no window unless one is asked for"
+++ */
with verdicts as (
    select
        verdicts.*,
        classes.grade_level,
        groups.subject_id as taught_id
    from judged.verdicts as verdicts
    left join core.classes as classes
        on verdicts.school_id = classes.school_id
        and verdicts.class_id = classes.class_id
        -- a key that is not asked for costs nothing
        and grouped_by('grade')
    left join core.groups as groups
        on verdicts.school_id = groups.school_id
        and verdicts.group_id = groups.group_id
        and grouped_by('subject')
    where
        coalesce(verdicts.on_date >= getvariable('since'), getvariable('since') is null)
        and coalesce(verdicts.on_date <= getvariable('until'), getvariable('until') is null)
),

dated as (
    select
        *,
        period_of(on_date) as period
    from verdicts
    where getvariable('period') <> 'term'
    union all
    select
        verdicts.*,
        terms.term_id as period
    from verdicts
    inner join core.class_terms as terms
        on verdicts.school_id = terms.school_id
        and verdicts.class_id = terms.class_id
        and verdicts.on_date between terms.starts_on and terms.ends_on
    where getvariable('period') = 'term'
)

select
    school_id,
    keyed('obligation', obligation) as obligation,
    keyed('teacher', owner_id) as staff_id,
    keyed('class', class_id) as class_id,
    keyed('grade', grade_level) as grade_level,
    keyed('subject', taught_id) as subject_id,
    keyed('group', group_id) as group_id,
    period,
    status,
    due_at,
    done_at
from dated
