/* +++
title      = "Tests a week"
why        = "Tests that pile up measure tiredness; spread over the term they measure knowledge."
definition = """\
Tests of a class, by its weeks with a school day. A test of a joint \
group counts in each class that has a member in it that day."""
unit       = "number"
good       = "none"
by         = ["class"]
allow      = ["class", "grade"]
period     = "week"
periods    = ["week", "month", "term", "total"]
needs      = ["assessments", "groups", "group_members", "enrolments", "classes", "terms"]
# how many tests a class has says nothing of any pupil
tells_of_pupils = false

[lt]
title      = "Kontroliniai darbai per savaitę"
why        = "Susikaupę kontroliniai darbai rodo nuovargį, o išdėstyti per visą laikotarpį – žinias."
definition = """\
Klasės kontrolinių darbų skaičius, padalytas iš savaičių su ugdymo dienomis. Jungtinės grupės kontrolinis darbas \
skaičiuojamas kiekvienai klasei, kurios mokinių tą dieną joje yra."""
+++ */
with tests as (
    select * from core.assessments
    where kind = 'test'
),

classes as (
    select * from core.classes
    where kind is distinct from 'preschool'
),

events as (
    select
        school_id,
        class_id,
        held_on as day,
        assessment_id,
        null as week
    from tests
    where class_id is not null
    union all
    select distinct
        tests.school_id,
        members.class_id,
        tests.held_on as day,
        tests.assessment_id,
        null as week
    from tests
    inner join core.memberships as members
        on tests.school_id = members.school_id
        and tests.group_id = members.group_id
        and tests.held_on between members.since and members.until
    where tests.class_id is null
    union all
    select
        school_id,
        class_id,
        day,
        null as assessment_id,
        week_of(day) as week
    from core.school_days
),

asked_events as (
    select
        events.*,
        classes.grade_level
    from events
    inner join classes
        on events.school_id = classes.school_id
        and events.class_id = classes.class_id
    inner join asked.span as span
        on events.school_id = span.school_id
        and events.day between span.since and span.until
),

dated as (
    select
        *,
        period_of(day) as period
    from asked_events
    where getvariable('period') <> 'term'
    union all
    select
        asked_events.*,
        terms.term_id as period
    from asked_events
    inner join core.class_terms as terms
        on asked_events.school_id = terms.school_id
        and asked_events.class_id = terms.class_id
        and asked_events.day between terms.starts_on and terms.ends_on
    where getvariable('period') = 'term'
)

select
    school_id,
    keyed('class', class_id) as class_id,
    keyed('grade', grade_level) as grade_level,
    period,
    null as part,
    count(assessment_id) as numerator,
    count(distinct class_id || ' ' || week) as denominator
from dated
group by all
