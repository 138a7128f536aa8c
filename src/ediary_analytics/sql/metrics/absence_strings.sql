/* +++
title      = "Strings of absent days"
why        = "A long string of whole days away is when the school has to call home, before it is too late."
definition = """\
Days with held lesson hours, one after another, on which the pupil missed every hour: the longest string, and the one \
that runs up to the pupil's newest day with held hours. Days without held hours neither break nor lengthen it."""
unit       = "days"
good       = "down"
by         = ["pupil"]
allow      = ["pupil"]
period     = "total"
periods    = ["total"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Iš eilės praleistos dienos"
why        = "Kai mokinio nėra kelias dienas iš eilės, reikia skambinti į namus, kol dar ne vėlu."
definition = """\
Kiek dienų su įvykusiomis pamokomis iš eilės mokinys praleido visas pamokas: ilgiausia eilė ir ta, kuri tęsiasi iki \
naujausios mokinio dienos su pamokomis. Dienos be pamokų eilės nei nutraukia, nei ilgina."""
+++ */
-- a letter a day with held hours, from the first to the newest: x where every hour was missed; a day attended parts
with pupils as (
    select
        school_id,
        pupil_id,
        period,
        who,
        string_split(string_agg(if(missed = held, 'x', ' '), '' order by held_on), ' ') as strings
    from asked.counted_hours
    where held > 0
    group by all
)

select
    school_id,
    pupil_id,
    period,
    parts.part,
    sum(len(case parts.part when 'longest' then list_max(strings) else strings[-1] end)) as numerator,
    count(*) as denominator
from pupils
cross join unnest(['longest', 'running']) as parts (part)
group by all
