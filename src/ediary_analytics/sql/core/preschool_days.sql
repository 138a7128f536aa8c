/* +++
title = "School days of each preschool group, with its class and its staff"
+++ */
select
    days.school_id,
    days.group_id,
    groups.class_id,
    groups.staff_id,
    days.day
from core.group_days as days
inner join core.groups as groups
    on days.school_id = groups.school_id
    and days.group_id = groups.group_id
where groups.kind = 'preschool'
