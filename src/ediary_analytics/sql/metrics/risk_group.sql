/* +++
title      = "The risk group: before and since"
why        = "Shows whether what the school does for these pupils helps."
definition = """\
For every pupil in the risk group: hours missed of held ones, and points per mark, in the 45 school days before \
the pupil came into the group and since then."""
unit       = "number"
good       = "none"
by         = ["pupil"]
allow      = ["pupil"]
period     = "total"
periods    = ["total"]
needs      = [
    "pupil_flags", "timetable", "lessons", "attendance.status", "groups", "group_members", "enrolments", "classes",
    "terms", "grades",
]

[lt]
title      = "Rizikos grupė: prieš ir po"
why        = "Parodo, ar tai, ką mokykla daro dėl šių mokinių, padeda."
definition = """\
Kiekvieno rizikos grupės mokinio praleistų pamokų dalis iš įvykusių ir vidutinis pažymys: per 45 ugdymo dienas \
iki patekimo į grupę ir nuo tada."""
+++ */
with flagged as (
    select
        pupils.school_id,
        pupils.pupil_id,
        pupils.class_id,
        max(flags.since) as since
    from asked.risk_pupils as pupils
    inner join core.pupil_flags as flags
        on pupils.school_id = flags.school_id
        and pupils.pupil_id = flags.pupil_id
    where
        flags.kind = 'risk_group'
        and getvariable('as_of')::date between flags.since and coalesce(flags.until, date '9999-12-31')
    group by all
),

days as (
    select
        flagged.school_id,
        flagged.pupil_id,
        days.day
    from flagged
    inner join core.school_days as days
        on flagged.school_id = days.school_id
        and flagged.class_id = days.class_id
        and flagged.since > days.day
    qualify row_number() over (
        partition by flagged.school_id, flagged.pupil_id
        order by days.day desc
    ) <= setting('window_days')
),

spans as (
    select
        flagged.school_id,
        flagged.pupil_id,
        'since' as span,
        flagged.since,
        getvariable('as_of')::date as until
    from flagged
    union all
    select
        flagged.school_id,
        flagged.pupil_id,
        'before' as span,
        min(days.day) as since,
        flagged.since - 1 as until
    from flagged
    left join days
        on flagged.school_id = days.school_id
        and flagged.pupil_id = days.pupil_id
    group by all
)

select
    spans.school_id,
    keyed('pupil', spans.pupil_id) as pupil_id,
    'total' as period,
    'missed_' || spans.span as part,
    count_if(coalesce(hours.absence in ('illness', 'other', 'unjustified', 'open'), false)) as numerator,
    count(hours.held_on) as denominator
from spans
left join core.lesson_hours as hours
    on spans.school_id = hours.school_id
    and spans.pupil_id = hours.pupil_id
    and hours.held_on between spans.since and spans.until
    and hours.state = 'held'
group by all
union all
select
    spans.school_id,
    keyed('pupil', spans.pupil_id) as pupil_id,
    'total' as period,
    'mark_' || spans.span as part,
    coalesce(sum(marks.points), 0) as numerator,
    count(marks.points) as denominator
from spans
left join core.marks as marks
    on spans.school_id = marks.school_id
    and spans.pupil_id = marks.pupil_id
    and marks.given_on between spans.since and spans.until
    and marks.in_average
group by all
