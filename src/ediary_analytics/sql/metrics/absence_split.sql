/* +++
title      = "Absences by reason"
why        = "Illness, family matters and truancy ask for different help."
definition = """\
Absences of held lesson hours, of all of them: justified by illness, representing the school, justified otherwise, \
unjustified (whatever the reason) and open (not decided yet)."""
unit       = "share"
good       = "none"
by         = ["class"]
allow      = ["class", "grade", "pupil", "subject", "group", "teacher"]
period     = "month"
periods    = ["total", "month", "week", "term"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Praleistos pamokos pagal priežastis"
why        = "Sergančiam, šeimos reikalais išvykusiam ir pamokas praleidinėjančiam mokiniui reikia skirtingos pagalbos."
definition = """\
Įvykusių pamokų praleidimai pagal priežastį, dalis iš visų: dėl ligos, atstovaujant mokyklai, dėl kitų pateisinamų \
priežasčių, nepateisinti ir dar laukiantys pateisinimo."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    subject_id,
    group_id,
    staff_id,
    period,
    parts.part,
    sum(
        case parts.part
            when 'illness' then illness
            when 'other' then other
            when 'unjustified' then unjustified
            when 'open' then open
            else representing
        end
    ) as numerator,
    sum(missed + representing) as denominator
from asked.summed_hours
cross join unnest(['illness', 'other', 'unjustified', 'open', 'representing']) as parts (part)
where missed + representing > 0
group by all
