/* +++
title = "The pupils of today with their class; after the last day of one who left, nobody's"
+++ */
select
    pupils.school_id,
    pupils.pupil_id,
    pupils.class_id,
    pupils.since
from core.pupil_classes as pupils
inner join scope.moment as moment
    on pupils.school_id = moment.school_id
    and moment.today between pupils.since and pupils.until
