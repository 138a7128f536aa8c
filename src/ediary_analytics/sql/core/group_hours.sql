/* +++
title = "Each lesson hour of a formal group, recorded or expected: held, not held or unknown, and whose it is"
+++ */
with recorded as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        bool_or(is_held) as is_held,
        -- of two records: the one that was held, then the one filled first
        arg_min(owner_id, (not is_held, coalesce(filled_at, timestamp '9999-12-31'), lesson_id)) as staff_id
    from core.lessons
    where group_kind = 'formal'
    group by all
),

unrecorded as (
    select
        expected.school_id,
        expected.group_id,
        expected.held_on,
        expected.lesson_no,
        expected.owner_id as staff_id
    from core.lesson_records as expected
    anti join recorded
        on expected.school_id = recorded.school_id
        and expected.group_id = recorded.group_id
        and expected.held_on = recorded.held_on
        and expected.lesson_no = recorded.lesson_no
    where expected.group_kind = 'formal'
),

hours as (
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        staff_id,
        case when is_held then 'held' else 'not_held' end as state
    from recorded
    union all
    select
        school_id,
        group_id,
        held_on,
        lesson_no,
        staff_id,
        'unknown' as state
    from unrecorded
)

select
    hours.school_id,
    -- of the school: no row tells of another one's
    row_number() over (
        partition by hours.school_id
        order by hours.group_id, hours.held_on, hours.lesson_no
    ) as hour_no,
    hours.group_id,
    groups.subject_id,
    hours.held_on,
    hours.lesson_no,
    hours.state,
    coalesce(hours.staff_id, groups.staff_id) as staff_id
from hours
inner join core.groups as groups
    on hours.school_id = groups.school_id
    and hours.group_id = groups.group_id
