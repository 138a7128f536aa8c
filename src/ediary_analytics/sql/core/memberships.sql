/* +++
title = "When each pupil is member of a group and enrolled, with the class then, in stretches that never overlap"
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
)

select
    stretches.school_id,
    stretches.group_id,
    stretches.pupil_id,
    pupil_classes.class_id,
    greatest(stretches.since, pupil_classes.since) as since,
    least(stretches.until, pupil_classes.until) as until
from stretches
inner join core.pupil_classes as pupil_classes
    on stretches.school_id = pupil_classes.school_id
    and stretches.pupil_id = pupil_classes.pupil_id
    and stretches.since <= pupil_classes.until
    and stretches.until >= pupil_classes.since
