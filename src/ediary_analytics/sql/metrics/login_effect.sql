/* +++
title      = "What reaching parents is worth"
why        = "Shows whether absences are decided sooner and grades are better where a guardian looks into the diary."
definition = """\
Days from an absence to the decision about it, per absence decided by now, and points per mark; apart for pupils \
of whom a guardian logged in during that month and for the others."""
unit       = "number"
good       = "none"
by         = []
allow      = ["class", "grade"]
period     = "total"
periods    = ["total", "month"]
needs      = [
    "timetable", "lessons", "attendance.status", "attendance.decided_at", "groups", "group_members", "enrolments",
    "classes", "terms", "grades", "guardians", "accounts", "logins",
]

[lt]
title      = "Ką duoda tėvų prisijungimas"
why        = """\
Parodo, ar greičiau sprendžiama dėl praleistų pamokų ir ar geresni įvertinimai, kai tėvai (globėjai) žiūri \
dienyną."""
definition = """\
Dienos nuo praleistos pamokos iki sprendimo dėl jos (vienai pamokai, dėl kurios jau nuspręsta) ir vidutinis \
pažymys; atskirai mokinių, kurių bent vienas iš tėvų (globėjų) tą mėnesį prisijungė, ir kitų."""
+++ */
with reached as (
    select distinct
        people.school_id,
        people.pupil_id,
        month_of(logins.logged_in_at) as month
    from core.guardians as people
    inner join core.person_logins as logins
        on people.school_id = logins.school_id
        and people.guardian_id = logins.person_id
    where logins.kind = 'guardian' and logins.logged_in_at <= getvariable('as_of')
),

events as (
    select
        school_id,
        class_id,
        pupil_id,
        held_on as day,
        'decision_days' as measured,
        decided_at::date - held_on as amount
    from core.lesson_hours
    where
        state = 'held'
        and absence in ('illness', 'other', 'representing', 'unjustified')
        and decided_at <= getvariable('as_of')
    union all
    select
        school_id,
        class_id,
        pupil_id,
        given_on as day,
        'mark' as measured,
        points as amount
    from core.marks
    where points is not null and in_average
),

-- known to the viewer, but out of scope: whether their parents log in is not here to be seen
unseen as (
    select
        stays.school_id,
        stays.pupil_id
    from core.pupil_classes as stays
    anti join core.people as people
        on stays.school_id = people.school_id
        and stays.pupil_id = people.pupil_id
),

split as (
    select
        events.school_id,
        keyed('class', events.class_id) as class_id,
        keyed('grade', classes.grade_level) as grade_level,
        period_of(events.day) as period,
        events.measured || case when reached.month is null then '_not_reached' else '_reached' end as part,
        events.amount
    from events
    anti join unseen
        on events.school_id = unseen.school_id
        and events.pupil_id = unseen.pupil_id
    inner join asked.span as span
        on events.school_id = span.school_id
        and events.day between span.since and span.until
    left join core.classes as classes
        on events.school_id = classes.school_id
        and events.class_id = classes.class_id
    left join reached
        on events.school_id = reached.school_id
        and events.pupil_id = reached.pupil_id
        and month_of(events.day) = reached.month
),

parts as (
    select unnest(
        ['decision_days_reached', 'decision_days_not_reached', 'mark_reached', 'mark_not_reached']
    ) as part
)

select
    split.school_id,
    split.class_id,
    split.grade_level,
    split.period,
    parts.part,
    coalesce(sum(split.amount) filter (where split.part = parts.part), 0) as numerator,
    count_if(split.part = parts.part) as denominator
from split
cross join parts
group by all
