/* +++
title = "Changes of locked records, of a month or all: what was changed from what to what, by whom; its act if any"
+++ */
with changes as (
    select distinct
        records.school_id,
        records.change_id,
        records.entity,
        records.field,
        records.old_value,
        records.new_value,
        records.changed_by,
        records.changed_at,
        records.pupil_id,
        records.group_id,
        records.class_id,
        records.record_id
    from core.changed_records as records
    inner join core.change_locks as locks
        on records.school_id = locks.school_id
        and records.change_id = locks.change_id
        and records.changed_at > locks.locked_at
    where
        records.changed_at <= getvariable('as_of')
        and ($month::varchar is null or month_of(records.changed_at) = $month)
        and ($pupil::varchar is null or records.pupil_id = $pupil)
        and ($class::varchar is null or records.class_id = $class)
),

-- an act about any lock of a change counts; a draft names the lock that was opened for the change
locked as (
    select
        met.school_id,
        met.change_id,
        list(distinct met.lock_id) as lock_ids,
        first(
            met.lock_id
            order by
                met.locked_at < changes.changed_at desc,
                locks.unlocked_at <= changes.changed_at desc nulls last,
                met.locked_at desc,
                met.lock_id asc
        ) as lock_id,
        bool_or(acts.act_id is not null) as has_act
    from core.change_locks as met
    inner join changes
        on met.school_id = changes.school_id
        and met.change_id = changes.change_id
    left join core.locks as locks
        on met.school_id = locks.school_id
        and met.lock_id = locks.lock_id
    left join core.unlock_acts as acts
        on met.school_id = acts.school_id
        and met.lock_id = acts.lock_id
    group by all
),

acts as (
    select
        locks.school_id,
        locks.change_id,
        arg_min(acts.act_id, acts.signed_on) as act_id,
        arg_min(acts.reason, acts.signed_on) as reason,
        min(acts.signed_on) as signed_on
    from core.change_locks as locks
    inner join core.unlock_acts as acts
        on locks.school_id = acts.school_id
        and locks.lock_id = acts.lock_id
    inner join changes
        on locks.school_id = changes.school_id
        and locks.change_id = changes.change_id
        and coalesce(acts.pupil_id = changes.pupil_id, true)
    group by all
)

select
    changes.change_id,
    changes.entity,
    changes.field,
    changes.old_value,
    changes.new_value,
    changes.changed_at,
    changes.changed_by as staff_id,
    coalesce(staff_names.called, changes.changed_by) as changed_by,
    groups.subject_id,
    changes.class_id,
    changes.pupil_id,
    coalesce(pupil_names.called, changes.pupil_id) as pupil,
    coalesce(subjects.name, groups.name, changes.group_id) as subject,
    classes.name as class_name,
    groups.name as group_name,
    coalesce(attendance.held_on, grades.given_on, terms.ends_on) as on_date,
    terms.name as term_name,
    locked.lock_id,
    locked.lock_ids,
    locked.has_act,
    acts.act_id,
    acts.signed_on,
    acts.reason
from changes
inner join locked
    on changes.school_id = locked.school_id
    and changes.change_id = locked.change_id
left join acts
    on changes.school_id = acts.school_id
    and changes.change_id = acts.change_id
left join staff_names() as staff_names
    on changes.school_id = staff_names.school_id
    and changes.changed_by = staff_names.staff_id
left join pupil_names() as pupil_names
    on changes.school_id = pupil_names.school_id
    and changes.pupil_id = pupil_names.pupil_id
left join core.groups as groups
    on changes.school_id = groups.school_id
    and changes.group_id = groups.group_id
left join core.subjects as subjects
    on groups.school_id = subjects.school_id
    and groups.subject_id = subjects.subject_id
left join core.classes as classes
    on changes.school_id = classes.school_id
    and changes.class_id = classes.class_id
left join core.attendance as attendance
    on changes.school_id = attendance.school_id
    and changes.entity = 'attendance'
    and changes.record_id = concat_ws('|', attendance.lesson_id, attendance.pupil_id, attendance.mark)
left join core.grades as grades
    on changes.school_id = grades.school_id
    and changes.entity = 'grades'
    and changes.record_id = grades.grade_id
left join core.terms as terms
    on changes.school_id = terms.school_id
    and changes.entity = 'term_grades'
    and changes.record_id = concat_ws('|', changes.pupil_id, changes.group_id, terms.term_id)
order by changes.changed_at, changes.change_id
