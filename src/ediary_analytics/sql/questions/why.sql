/* +++
title = "Why a viewer sees a pupil: by itself, by a group it is or was in, by a class it was in"
+++ */
with granted as (
    select * from scope.grants
),

by_itself as (
    select * from granted
    where pupil_id = $pupil_id
)

select
    name,
    since
from by_itself
union
select
    granted.name,
    greatest(granted.since, nullif(members.since, date '0001-01-01')) as since
from granted
inner join core.memberships as members
    on granted.school_id = members.school_id
    and granted.group_id = members.group_id
where granted.pupil_id is null and members.pupil_id = $pupil_id
union
select
    granted.name,
    pupils.since
from granted
inner join core.pupil_classes as pupils
    on granted.school_id = pupils.school_id
    and granted.class_id = pupils.class_id
where pupils.pupil_id = $pupil_id and not exists (select 1 from by_itself)
order by since, name
