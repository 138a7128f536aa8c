/* +++
title = "Absences of a class that nobody has decided yet, the oldest first, with the term to decide"
+++ */
with absences as (
    select * from core.attendance
    where
        mark = 'absent'
        and group_kind is distinct from 'preschool'
        and class_id = $class
        and coalesce(status not in ('justified', 'unjustified'), true)
        and held_on <= $until::date
),

due as (
    select
        school_id,
        subject_id,
        min(due_at) as due_at,
        arg_min(status, due_at) as status
    from judged.verdicts
    where obligation = 'absence_decided'
    group by all
)

select
    absences.pupil_id,
    coalesce(pupil_names.name, absences.pupil_id) as pupil,
    absences.held_on,
    absences.lesson_no,
    coalesce(subject_names.name, absences.group_id) as subject,
    absences.reason,
    absences.explained_at,
    $until::date - absences.held_on as age_days,
    due.due_at,
    due.status
from absences
left join due
    on absences.school_id = due.school_id
    and concat_ws('|', absences.lesson_id, absences.pupil_id, absences.mark) = due.subject_id
left join pupil_names() as pupil_names
    on absences.school_id = pupil_names.school_id
    and absences.pupil_id = pupil_names.pupil_id
left join subject_names() as subject_names
    on absences.school_id = subject_names.school_id
    and absences.group_id = subject_names.group_id
order by absences.held_on, absences.lesson_no, pupil collate lt, absences.pupil_id
