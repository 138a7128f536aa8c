/* +++
title      = "Active users of the diary"
why        = "An account once opened helps nobody; only who keeps looking in learns of absences and grades in time."
definition = """\
People who logged in during the period, of those with an account, on the period's last day. A guardian counts \
once in the class of each child and once in the school."""
unit       = "share"
good       = "up"
by         = ["kind"]
allow      = ["kind", "class", "grade", "pupil"]
period     = "month"
periods    = ["total", "month", "week"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "staff", "terms"]

[lt]
title      = "Aktyvūs dienyno naudotojai"
why        = """\
Vien turėti paskyrą nepakanka: apie praleistas pamokas ir įvertinimus laiku sužino tik tas, kas prisijungia \
nuolat."""
definition = """\
Per laikotarpį prisijungusių asmenų dalis iš turinčių paskyrą paskutinę laikotarpio dieną. Tėvai skaičiuojami po \
kartą kiekvieno vaiko klasėje ir vieną kartą mokykloje."""
+++ */
-- a parent of several children is one person
with people as (
    select
        school_id,
        class_id,
        grade_level,
        pupil_id,
        kind,
        period,
        who,
        bool_or(is_active) as is_active
    from asked.people_of_periods
    where has_account
    group by all
)

select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    kind,
    period,
    null as part,
    count_if(is_active) as numerator,
    count(*) as denominator
from people
group by all
