/* +++
title      = "Falls since the term before"
why        = "A fall of two points is more than chance, and worth a talk."
definition = """\
Pairs of a pupil's points in a subject and those of the half-year or trimester before that fell by 2 or more, of all \
such pairs. Of two results the lower counts; subjects that are in no average are left out."""
unit       = "share"
good       = "down"
by         = ["class", "subject"]
allow      = ["class", "grade", "pupil", "subject"]
period     = "term"
periods    = ["term"]
needs      = ["term_grades", "terms", "groups", "subjects", "enrolments", "classes"]

[settings]
fall = 2

[sources]
fall = "points; one is what rounding can do"

[lt]
title      = "Kritimas nuo ankstesnio laikotarpio"
why        = "Dviejų balų kritimas – jau ne atsitiktinumas; verta pasikalbėti."
definition = """\
Mokinio dalyko įvertinimų, kurie, palyginti su ankstesniu tų metų pusmečiu ar \
trimestru, sumažėjo 2 balais ar daugiau, dalis iš visų palygintų. Iš dviejų rezultatų \
imamas žemesnis; dalykai, kurie neįtraukiami į vidurkį, praleidžiami."""

[lt.sources]
fall = "balai; vieną gali lemti apvalinimas"
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    period,
    null as part,
    count_if(points_before - points >= $fall) as numerator,
    count(*) as denominator
from asked.subject_results
where points_before is not null
group by all
