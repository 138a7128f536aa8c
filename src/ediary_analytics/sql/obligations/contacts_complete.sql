/* +++
title    = "Contacts complete"
duty     = "The diary has each guardian's e-mail address and, where rules ask for them, phones and pupils' contacts."
remedy   = "Ask the family for the contact that is missing and enter it."
why      = "Messages about a child reach only those whose address is known."
owner    = "class_head"
severity = "info"
needs    = ["guardians", "pupils", "enrolments", "classes"]
detail   = "blanks"

[lt]
title  = "Kontaktai nurodyti"
duty   = "Dienyne yra visų tėvų el. pašto adresai ir, kur to reikalauja taisyklės, telefonai bei mokinių kontaktai."
remedy = "Sužinokite trūkstamą kontaktą iš šeimos ir įrašykite."
why    = "Pranešimai apie vaiką pasiekia tik tuos, kurių adresas žinomas."

[settings]
ask_phone = false
# also pupils, from that grade on
ask_pupils      = false
pupil_min_grade = 5
# the day of September, and the working days for newcomers
september_day = 15
days          = 10
+++ */
with people as (
    select
        *,
        concat_ws(
            ', ',
            case when is_blank(email) then 'email' end,
            case when $ask_phone and is_blank(phone) then 'phone' end
        ) as blanks
    from core.enrolled_people
    where person_kind = 'guardian' or ($ask_pupils and grade_level >= $pupil_min_grade)
)

select
    school_id,
    concat_ws('|', person_kind, person_id, pupil_id, year(september)) as subject_id,
    enrolled_on as on_date,
    homeroom_staff_id as owner_id,
    class_id,
    null as group_id,
    pupil_id,
    end_of_day(greatest(
        september + ($september_day - 1)::integer,
        working_day_after(enrolled_on, $days)
    )) as due_at,
    case when blanks = '' then enrolled_on::timestamp end as done_at,
    blanks as detail
from people
