/* +++
title  = "Mark of a pupil who is not in the group"
fault  = "An absence or lateness is marked in a lesson of a group whose member the pupil was not that day."
why    = "The lesson was not the pupil's: the mark counts in no rate, yet parents are asked to explain it."
remedy = "Remove the mark, or correct the days on which the pupil joined and left the group."

[needs]
attendance = ["lessons", "group_members"]

[lt]
title  = "Pažymėtas mokinys, kurio grupėje nėra"
fault  = "Praleidimas ar vėlavimas pažymėtas grupės, kuriai mokinys tą dieną nepriklausė, pamokoje."
why    = "Tai ne to mokinio pamoka: žyma neįskaičiuojama į rodiklius, tačiau iš tėvų laukiama pateisinimo."
remedy = "Panaikinkite žymą arba ištaisykite, nuo kada ir iki kada mokinys priklauso grupei."
+++ */
with attendance as (
    select * from core.attendance
    where held_on is not null and group_id is not null
),

theirs as (
    select
        attendance.school_id,
        attendance.lesson_id,
        attendance.pupil_id,
        attendance.mark
    from attendance
    semi join core.group_members as members
        on attendance.school_id = members.school_id
        and attendance.group_id = members.group_id
        and attendance.pupil_id = members.pupil_id
        and coalesce(attendance.held_on >= members.joined_on, true)
        and coalesce(attendance.held_on <= members.left_on, true)
)

select
    attendance.school_id,
    'attendance' as table_name,
    concat_ws('|', attendance.lesson_id, attendance.pupil_id, attendance.mark) as subject_id,
    attendance.held_on as on_date,
    attendance.class_id,
    attendance.group_id,
    attendance.pupil_id,
    attendance.owner_id as staff_id,
    attendance.mark as detail,
    theirs.lesson_id is null as is_faulty
from attendance
left join theirs
    on attendance.school_id = theirs.school_id
    and attendance.lesson_id = theirs.lesson_id
    and attendance.pupil_id = theirs.pupil_id
    and attendance.mark = theirs.mark
