/* +++
title      = "Logged in at least once"
why        = """\
Whoever has never logged in sees neither absences nor grades nor messages, whatever the school writes there."""
definition = """\
People who have ever logged in, of those with an account, on the day asked about. A guardian counts once in the \
class of each child and once in the school."""
unit       = "share"
good       = "up"
by         = ["kind"]
allow      = ["kind", "class", "grade", "pupil"]
period     = "total"
periods    = ["total"]
needs      = ["accounts", "logins", "enrolments", "classes", "guardians", "staff"]

[lt]
title      = "Bent kartą prisijungę"
why        = "Kas niekada neprisijungė, nemato nei praleistų pamokų, nei įvertinimų, nei pranešimų."
definition = """\
Bent kartą prisijungusių asmenų dalis iš turinčių paskyrą tą dieną. Tėvai skaičiuojami po kartą kiekvieno vaiko \
klasėje ir vieną kartą mokykloje."""
+++ */
select
    school_id,
    class_id,
    grade_level,
    pupil_id,
    kind,
    period,
    null as part,
    count(distinct who) filter (where last_login_at is not null) as numerator,
    count(distinct who) as denominator
from asked.people
where has_account
group by all
