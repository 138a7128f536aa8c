/* +++
title = "When each pupil is member of a group, with the class then, if any, in stretches that never overlap"
+++ */
with members as (
    select
        school_id,
        group_id,
        pupil_id,
        coalesce(joined_on, date '0001-01-01') as since,
        coalesce(left_on, date '9999-12-31') as until
    from staging.group_members
    where coalesce(joined_on <= left_on, true)
),

-- a row that begins after all earlier ones have ended opens a new stretch
marked as (
    select
        *,
        coalesce(
            since > max(until) over (
                partition by school_id, group_id, pupil_id
                order by since, until
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as opens
    from members
),

numbered as (
    select
        *,
        count_if(opens) over (partition by school_id, group_id, pupil_id order by since, until) as stretch
    from marked
),

stretches as (
    select
        school_id,
        group_id,
        pupil_id,
        stretch,
        min(since) as since,
        max(until) as until
    from numbered
    group by all
),

-- from where on a pupil is in a class, or in none
turns as (
    select
        school_id,
        pupil_id,
        since,
        class_id
    from core.pupil_classes
    union all
    select
        school_id,
        pupil_id,
        until + 1 as since,
        null as class_id
    from core.pupil_classes
    union all
    select distinct
        school_id,
        pupil_id,
        date '0001-01-01' as since,
        null as class_id
    from core.pupil_classes
),

whereabouts as (
    select
        school_id,
        pupil_id,
        since,
        coalesce(lead(since) over (partition by school_id, pupil_id order by since) - 1, date '9999-12-31') as until,
        any_value(class_id) as class_id
    from turns
    group by school_id, pupil_id, since
)

select
    stretches.school_id,
    stretches.group_id,
    stretches.pupil_id,
    whereabouts.class_id,
    greatest(stretches.since, whereabouts.since) as since,
    least(stretches.until, whereabouts.until) as until
from stretches
-- whoever was never enrolled is nowhere
left join whereabouts
    on stretches.school_id = whereabouts.school_id
    and stretches.pupil_id = whereabouts.pupil_id
    and stretches.since <= whereabouts.until
    and stretches.until >= whereabouts.since
