/* +++
title = "The methodical group of each subject; null where the export names none"
+++ */
select
    subject_id,
    name,
    methodical_group
from core.subjects
order by methodical_group collate lt, name collate lt, subject_id
