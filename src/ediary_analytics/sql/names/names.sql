-- What people, classes and groups are called: one name for each id, however often a flawed export repeats it, and null
-- where it has none. They read core, and so tell a narrowed connection only of whom it sees.

-- As in a list, the surname first; and as one is called, the surname last.
create or replace macro staff_names() as table
    select
        school_id,
        staff_id,
        nullif(concat_ws(' ', min(last_name), min(first_name)), '') as name,
        nullif(concat_ws(' ', min(first_name), min(last_name)), '') as called
    from core.staff
    group by all;

create or replace macro pupil_names() as table
    select
        school_id,
        pupil_id,
        nullif(concat_ws(' ', min(last_name), min(first_name)), '') as name,
        nullif(concat_ws(' ', min(first_name), min(last_name)), '') as called
    from core.pupils
    group by all;

create or replace macro class_names() as table
    select
        school_id,
        class_id,
        min(name) as name
    from core.classes
    group by all;

-- What a group learns: its subject, or the group's own name.
create or replace macro subject_names() as table
    select
        groups.school_id,
        groups.group_id,
        coalesce(min(subjects.name), min(groups.name)) as name
    from core.groups as groups
    left join core.subjects as subjects
        on groups.school_id = subjects.school_id
        and groups.subject_id = subjects.subject_id
    group by all;
