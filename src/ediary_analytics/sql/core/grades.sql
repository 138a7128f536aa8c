/* +++
title = "Grades with the pupil's class that day (else the group's), the teacher whose they are and the kind of work"
+++ */
select
    grades.*,
    groups.kind as group_kind,
    assessments.kind as assessment_kind,
    coalesce(pupil_classes.class_id, groups.class_id) as class_id,
    -- the lesson's teacher, else who entered it, else the group's
    coalesce(lessons.staff_id, grades.entered_by, groups.staff_id) as owner_id
from staging.grades as grades
left join staging.lessons as lessons
    on grades.school_id = lessons.school_id
    and grades.lesson_id = lessons.lesson_id
left join staging.assessments as assessments
    on grades.school_id = assessments.school_id
    and grades.assessment_id = assessments.assessment_id
left join core.groups as groups
    on grades.school_id = groups.school_id
    and grades.group_id = groups.group_id
left join core.pupil_classes as pupil_classes
    on grades.school_id = pupil_classes.school_id
    and grades.pupil_id = pupil_classes.pupil_id
    and grades.given_on between pupil_classes.since and pupil_classes.until
