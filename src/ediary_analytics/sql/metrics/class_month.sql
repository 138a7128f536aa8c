/* +++
title      = "The class's month"
why        = "The class head's monthly sheet: how much the class missed and why, for one pupil of it."
definition = """\
Lesson hours of the class's month per pupil: missed, of these by illness, other justified, unjustified and open; \
representing the school; late. Pupils are those enrolled on the month's last day, or on the day asked about. General \
classes, months with a school day."""
unit       = "number"
good       = "none"
by         = ["class"]
allow      = ["class"]
period     = "month"
periods    = ["month"]
needs      = [
    "lessons", "groups", "group_members", "enrolments", "classes", "terms",
    "attendance.status", "attendance.reason",
]

[lt]
title      = "Klasės mėnuo"
why        = "Klasės vadovo mėnesio suvestinė: kiek ir kodėl praleista, kiek tenka vienam mokiniui."
definition = """\
Klasės mėnesio pamokos, tenkančios vienam mokiniui: praleista, iš jų dėl ligos, dėl kitų pateisinamų priežasčių, \
nepateisinta, laukia pateisinimo; atstovauta mokyklai; pavėluota. Mokiniai – paskutinę mėnesio (arba nurodytą) dieną. \
Bendrojo ugdymo klasės, mėnesiai su ugdymo diena."""
+++ */
with months as (
    select distinct
        days.school_id,
        days.class_id,
        period_of(days.day) as period,
        least(period_end(days.day), span.as_of::date) as counted_on
    from core.school_days as days
    inner join asked.span as span
        on days.school_id = span.school_id
        and days.day between span.since and span.until
    where days.class_kind is distinct from 'preschool'
),

enrolled as (
    select
        months.school_id,
        months.class_id,
        months.period,
        count(pupil_classes.pupil_id) as pupils
    from months
    left join core.pupil_classes as pupil_classes
        on months.school_id = pupil_classes.school_id
        and months.class_id = pupil_classes.class_id
        and months.counted_on between pupil_classes.since and pupil_classes.until
    group by all
),

hours as (
    select
        school_id,
        in_class,
        period,
        sum(missed) as missed,
        sum(illness) as illness,
        sum(other) as other,
        sum(unjustified) as unjustified,
        sum(open) as open,
        sum(representing) as representing,
        sum(late) as late
    from asked.summed_hours
    where held > 0
    group by all
),

sheets as (
    select
        enrolled.*,
        hours.missed,
        hours.illness,
        hours.other,
        hours.unjustified,
        hours.open,
        hours.representing,
        hours.late
    from enrolled
    left join hours
        on enrolled.school_id = hours.school_id
        and enrolled.class_id = hours.in_class
        and enrolled.period = hours.period
    where enrolled.pupils > 0 or hours.missed is not null
),

parts as (
    select unnest(['pupils', 'missed', 'illness', 'other', 'unjustified', 'open', 'representing', 'late']) as part
)

select
    sheets.school_id,
    keyed('class', sheets.class_id) as class_id,
    sheets.period,
    parts.part,
    coalesce(
        sum(
            case parts.part
                when 'pupils' then sheets.pupils
                when 'missed' then sheets.missed
                when 'illness' then sheets.illness
                when 'other' then sheets.other
                when 'unjustified' then sheets.unjustified
                when 'open' then sheets.open
                when 'representing' then sheets.representing
                else sheets.late
            end
        ), 0
    ) as numerator,
    if(any_value(parts.part) = 'pupils', 1, sum(sheets.pupils)) as denominator
from sheets
cross join parts
group by all
