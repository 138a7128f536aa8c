/* +++
title      = "Marks, of those needed"
why        = "A term grade from too few marks is a guess."
definition = """\
Marks of the term so far, letters too, by those needed: lessons a week and one more, at least 3. Of members, on the \
term's last day or today, of formal groups that are assessed in points."""
unit       = "share"
good       = "up"
by         = ["pupil", "subject"]
allow      = ["class", "grade", "pupil", "subject"]
period     = "term"
periods    = ["term"]
needs      = ["grades", "groups", "group_members", "timetable", "enrolments", "classes", "terms"]

[settings]
least = 3
more  = 1

[sources]
least = "what schools' own assessment orders commonly ask"
more  = "as many more than weekly lessons: what schools' own assessment orders commonly ask"

[lt]
title      = "Pažymių skaičius"
why        = "Iš per mažai pažymių išvestas įvertinimas – spėjimas."
definition = """\
Laikotarpio pažymių (ir ne balais) skaičius, padalytas iš reikiamo: savaitinių pamokų ir dar vieno, bet ne mažiau \
kaip 3. Skaičiuojami tie, kas paskutinę laikotarpio dieną ar šiandien yra balais vertinamose grupėse."""

[lt.sources]
least = "tiek paprastai reikalauja mokyklų vertinimo tvarkos"
more  = "tiek daugiau už savaitines pamokas paprastai reikalauja mokyklų vertinimo tvarkos"
+++ */
with terms as (
    select
        terms.school_id,
        terms.class_id,
        terms.grade_level,
        terms.term_id,
        greatest(terms.starts_on, span.since) as since,
        least(terms.ends_on, span.until, span.as_of::date) as until
    from core.class_terms as terms
    inner join asked.span as span on terms.school_id = span.school_id
    where terms.kind <> 'year'
),

groups as (
    select * from core.groups
    where kind = 'formal' and assessment = 'points' and subject_id is not null
),

-- who is in a group with points on the term's last day, or now
members as (
    select
        terms.*,
        memberships.pupil_id,
        groups.group_id,
        groups.subject_id
    from terms
    inner join core.memberships as memberships
        on terms.school_id = memberships.school_id
        and terms.class_id = memberships.class_id
        and terms.until between memberships.since and memberships.until
    inner join groups
        on memberships.school_id = groups.school_id
        and memberships.group_id = groups.group_id
    where terms.since <= terms.until
),

needed as (
    select
        members.school_id,
        members.class_id,
        members.grade_level,
        members.pupil_id,
        members.subject_id,
        members.term_id,
        members.since,
        members.until,
        greatest($least, count(distinct slots.weekday * 100 + slots.lesson_no) + $more)
            as marks
    from members
    left join core.timetable as slots
        on members.school_id = slots.school_id
        and members.group_id = slots.group_id
        and members.until >= slots.valid_from
        and coalesce(members.until <= slots.valid_to, true)
    group by all
),

given as (
    select
        needed.school_id,
        needed.pupil_id,
        needed.subject_id,
        needed.term_id,
        count(*) as marks
    from needed
    inner join core.marks as marks
        on needed.school_id = marks.school_id
        and needed.pupil_id = marks.pupil_id
        and needed.subject_id = marks.subject_id
        and marks.given_on between needed.since and needed.until
    group by all
)

select
    needed.school_id,
    keyed('class', needed.class_id) as class_id,
    keyed('grade', needed.grade_level) as grade_level,
    keyed('pupil', needed.pupil_id) as pupil_id,
    keyed('subject', needed.subject_id) as subject_id,
    needed.term_id as period,
    null as part,
    sum(coalesce(given.marks, 0)) as numerator,
    sum(needed.marks) as denominator
from needed
left join given
    on needed.school_id = given.school_id
    and needed.pupil_id = given.pupil_id
    and needed.subject_id = given.subject_id
    and needed.term_id = given.term_id
group by all
