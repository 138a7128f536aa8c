/* +++
title = "The risk points of every pupil of a general class by letter and together; who is the pupil, whatever the keys"
shared = true

[settings]
letter_points = 2

[sources]
letter_points = "the most points of one letter, lest one kind of sign makes a level of 3: the school's own choice"

[lt.sources]
letter_points = "daugiausia taškų iš vienos raidės, kad vienos rūšies požymių 3 lygiui neužtektų: mokyklos pasirinkimas"
+++ */
with letters as (
    select
        school_id,
        who,
        letter,
        least(sum(points), setting('letter_points')) as points
    from asked.risk
    group by all
),

parts as (
    select unnest(['A', 'B', 'C', 'total']) as part
)

select
    pupils.school_id,
    keyed('pupil', pupils.pupil_id) as pupil_id,
    case when getvariable('period') = 'total' then 'total' end as period,
    pupils.pupil_id as who,
    parts.part,
    coalesce(sum(letters.points), 0) as points
from asked.risk_pupils as pupils
cross join parts
left join letters
    on pupils.school_id = letters.school_id
    and pupils.pupil_id = letters.who
    and parts.part in (letters.letter, 'total')
group by all
