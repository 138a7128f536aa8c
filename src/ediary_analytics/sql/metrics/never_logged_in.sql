/* +++
title      = "Never logged in"
why        = "These people learn nothing from the diary: they need an account, help, or a printed report."
definition = """\
People who have never logged in, with or without an account, of all people of the school on the day asked about. \
A guardian counts once in the class of each child and once in the school."""
unit       = "share"
good       = "down"
by         = ["kind"]
allow      = ["kind", "class", "grade", "pupil"]
period     = "total"
periods    = ["total"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "staff"]

[lt]
title      = "Niekada neprisijungę"
why        = "Šie žmonės iš dienyno nieko nesužino: jiems reikia paskyros, pagalbos arba išspausdintos ataskaitos."
definition = """\
Niekada neprisijungusių (turinčių paskyrą ar ne) asmenų dalis iš visų mokyklos asmenų tą dieną. Tėvai \
skaičiuojami po kartą kiekvieno vaiko klasėje ir vieną kartą mokykloje."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    kind,
    period,
    null as part,
    count(distinct who) filter (where last_login_at is null) as numerator,
    count(distinct who) as denominator
from asked.people
group by all
