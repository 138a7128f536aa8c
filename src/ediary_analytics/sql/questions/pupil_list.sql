/* +++
title = "The pupils one may look at, by class and name, with the class of the import's day; who has left comes last"
+++ */
with moments as (
    select
        school_id,
        max(as_of)::date as today
    from raw.imports
    group by school_id
)

select
    pupils.school_id,
    pupils.pupil_id,
    coalesce(nullif(concat_ws(' ', pupils.last_name, pupils.first_name), ''), pupils.pupil_id) as name,
    pupil_classes.class_id,
    classes.name as class_name,
    classes.grade_level
from core.pupils as pupils
inner join moments on pupils.school_id = moments.school_id
left join core.pupil_classes as pupil_classes
    on pupils.school_id = pupil_classes.school_id
    and pupils.pupil_id = pupil_classes.pupil_id
    and moments.today between pupil_classes.since and pupil_classes.until
left join core.classes as classes
    on pupil_classes.school_id = classes.school_id
    and pupil_classes.class_id = classes.class_id
order by
    classes.name is null,
    classes.grade_level,
    class_name collate lt,
    name collate lt,
    pupils.pupil_id
