/* +++
title = "Events of a class that are announced ahead: parent meetings, open days, events; of kindergarten only meetings"
+++ */
select
    events.*,
    classes.kind as class_kind,
    classes.homeroom_staff_id
from staging.class_events as events
left join staging.classes as classes
    on events.school_id = classes.school_id
    and events.class_id = classes.class_id
where
    events.kind = 'parent_meeting'
    or (events.kind in ('open_day', 'event') and classes.kind is distinct from 'preschool')
