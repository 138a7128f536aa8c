/* +++
title = "Whoever gets a term grade: pupil x formal group that is assessed x term, and when it was given and confirmed"
+++ */
with groups as (
    select * from core.groups
    where kind = 'formal' and assessment is distinct from 'none'
),

terms as (
    select * from core.class_terms
),

members as (
    select distinct
        members.school_id,
        members.group_id,
        members.pupil_id,
        pupil_classes.class_id,
        members.joined_on,
        members.left_on,
        pupil_classes.since,
        pupil_classes.until
    from staging.group_members as members
    inner join core.pupil_classes as pupil_classes
        on members.school_id = pupil_classes.school_id
        and members.pupil_id = pupil_classes.pupil_id
),

units as (
    select distinct
        groups.school_id,
        groups.group_id,
        groups.staff_id,
        members.pupil_id,
        members.class_id,
        terms.term_id,
        terms.term_name,
        terms.ends_on
    from groups
    inner join members
        on groups.school_id = members.school_id
        and groups.group_id = members.group_id
    inner join terms
        on groups.school_id = terms.school_id
        -- a joint group has no class: the terms of its members' own classes
        and coalesce(groups.class_id, members.class_id) = terms.class_id
        and coalesce(groups.school_year = terms.school_year, true)
        and terms.ends_on between members.since and members.until
        and coalesce(members.joined_on <= terms.ends_on, true)
        and coalesce(members.left_on >= terms.ends_on, true)
)

select
    units.*,
    case when not is_blank(grades.value) then grades.entered_at end as entered_at,
    grades.confirmed_at
from units
left join staging.term_grades as grades
    on units.school_id = grades.school_id
    and units.pupil_id = grades.pupil_id
    and units.group_id = grades.group_id
    and units.term_id = grades.term_id
