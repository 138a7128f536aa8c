/* +++
title = "Flags that end in a grade (placement, summer work) with the class on their last day and the first such grade"
+++ */
with flags as (
    select
        *,
        case kind when 'placement' then 'external' when 'summer_work' then 'summer' end as grade_kind
    from staging.pupil_flags
    where kind in ('placement', 'summer_work') and until is not null
),

graded as (
    select
        flags.school_id,
        flags.pupil_id,
        flags.kind,
        flags.since,
        min(grades.entered_at) as entered_at
    from flags
    inner join staging.grades as grades
        on flags.school_id = grades.school_id
        and flags.pupil_id = grades.pupil_id
        and flags.grade_kind = grades.kind
        and flags.since <= grades.entered_at
    group by all
)

select
    flags.*,
    pupil_classes.class_id,
    classes.homeroom_staff_id,
    graded.entered_at
from flags
left join graded
    on flags.school_id = graded.school_id
    and flags.pupil_id = graded.pupil_id
    and flags.kind = graded.kind
    and flags.since = graded.since
left join core.pupil_classes as pupil_classes
    on flags.school_id = pupil_classes.school_id
    and flags.pupil_id = pupil_classes.pupil_id
    and flags.until between pupil_classes.since and pupil_classes.until
left join staging.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
