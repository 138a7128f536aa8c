/* +++
title = "How many remarks of each kind were written in a span of days, by pupil and the class of that day"
+++ */
select
    remarks.pupil_id,
    pupil_classes.class_id,
    remarks.kind,
    month_of(remarks.written_on) as month,
    count(*) as remarks
from core.remarks as remarks
left join core.pupil_classes as pupil_classes
    on remarks.school_id = pupil_classes.school_id
    and remarks.pupil_id = pupil_classes.pupil_id
    and remarks.written_on between pupil_classes.since and pupil_classes.until
where
    remarks.written_on between $since::date and $until::date
    and remarks.written_on <= getvariable('as_of')::date
    and ($class::varchar is null or pupil_classes.class_id = $class)
group by all
order by remarks.pupil_id, remarks.kind, month
