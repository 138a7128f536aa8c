/* +++
title = "The pupils of classes in a span of days, each in the class of the last enrolled day in it, by class and name"
+++ */
with stays as (
    select
        school_id,
        pupil_id,
        arg_max(class_id, least(until, $until::date)) as class_id
    from core.pupil_classes
    where since <= $until::date and until >= $since::date
    group by all
)

select
    stays.pupil_id,
    coalesce(names.name, stays.pupil_id) as name,
    stays.class_id,
    classes.name as class_name,
    classes.grade_level
from stays
inner join core.classes as classes
    on stays.school_id = classes.school_id
    and stays.class_id = classes.class_id
left join pupil_names() as names
    on stays.school_id = names.school_id
    and stays.pupil_id = names.pupil_id
where classes.kind is distinct from 'preschool' and ($class::varchar is null or stays.class_id = $class)
order by
    classes.grade_level,
    class_name collate lt,
    stays.class_id,
    name collate lt,
    stays.pupil_id
