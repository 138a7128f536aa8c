/* +++
title      = "Change since the term before"
why        = "The same pupil in the same subject: the fairest comparison there is."
definition = """\
Points minus those of the half-year or trimester before, in the same year and subject, as a mean over these pairs. Of \
two results in a subject the lower counts; subjects that are in no average are left out."""
unit       = "points"
good       = "up"
by         = ["pupil", "subject"]
allow      = ["class", "grade", "pupil", "subject"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "subjects", "enrolments", "classes"]

[lt]
title      = "Pokytis nuo ankstesnio laikotarpio"
why        = "Tas pats mokinys, tas pats dalykas – sąžiningiausias palyginimas."
definition = """\
Kiek balų skiriasi laikotarpio ir prieš jį tais pačiais metais buvusio pusmečio ar \
trimestro to paties dalyko įvertinimai, porų vidurkis. Iš dviejų dalyko rezultatų \
imamas žemesnis; dalykai, kurie neįtraukiami į vidurkį, praleidžiami."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    period,
    null as part,
    sum(points - points_before) as numerator,
    count(*) as denominator
from asked.subject_results
where points_before is not null
group by all
