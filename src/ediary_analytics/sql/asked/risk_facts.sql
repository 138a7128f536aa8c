/* +++
title = "What the risk triggers look at, pupil by pupil: a value, what it rests on, and the rows behind it"

[settings]
trend_days = 30

[sources]
trend_days = "a trend is told in points in about a month"

[lt.sources]
trend_days = "kryptis sakoma balais per maždaug mėnesį"
+++ */
with pupils as (
    select * from asked.risk_pupils
),

hours as (
    select
        pupils.*,
        hours.held_on,
        hours.is_late,
        coalesce(hours.absence = 'unjustified', false) as is_unjustified,
        coalesce(hours.absence in ('illness', 'other', 'unjustified', 'open'), false) as is_missed,
        hours.held_on >= pupils.since as is_now,
        coalesce(hours.held_on between pupils.before_since and pupils.since - 1, false) as is_before,
        concat_ws('|', hours.group_id, hours.held_on, hours.lesson_no) as hour_id
    from pupils
    inner join core.lesson_hours as hours
        on pupils.school_id = hours.school_id
        and pupils.pupil_id = hours.pupil_id
        and hours.held_on between least(pupils.before_since, date_trunc('month', pupils.since)::date) and pupils.until
    where hours.state = 'held'
),

-- without any decision about absences nothing is known of them
absence_hours as (
    select hours.*
    from hours
    inner join core.evidence as evidence
        on hours.school_id = evidence.school_id
    where
        evidence.table_name = 'attendance'
        and (evidence.row_count = 0 or evidence.filled['status'] > 0)
),

absences as (
    select
        school_id,
        pupil_id,
        count_if(is_now) as held,
        count_if(is_now and is_missed) as missed,
        count_if(is_now and is_unjustified) as unjustified,
        count_if(is_before) as held_before,
        count_if(is_before and is_missed) as missed_before,
        list(hour_id order by hour_id) filter (where is_now and is_missed) as missed_ids,
        list(hour_id order by hour_id) filter (where is_now and is_unjustified) as unjustified_ids,
        list(hour_id order by hour_id) filter (where is_missed and (is_now or is_before)) as compared_ids
    from absence_hours
    group by all
),

absence_months as (
    select
        school_id,
        pupil_id,
        count_if(is_unjustified) as unjustified,
        count(*) as held,
        list(hour_id order by hour_id) filter (where is_unjustified) as unjustified_ids
    from absence_hours
    where held_on >= date_trunc('month', since)
    group by school_id, pupil_id, month_of(held_on)
),

days as (
    select
        school_id,
        pupil_id,
        held_on,
        bool_and(is_missed) as is_missed
    from absence_hours
    where is_now
    group by all
),

-- days missed since the last one with a lesson attended
running as (
    select
        school_id,
        pupil_id,
        held_on
    from days
    qualify bool_and(is_missed) over (
        partition by school_id, pupil_id
        order by held_on desc
        rows between unbounded preceding and current row
    )
),

late_months as (
    select
        school_id,
        pupil_id,
        count(*) as late,
        list(hour_id order by hour_id) as late_ids
    from hours
    where is_late and held_on >= date_trunc('month', since)
    group by school_id, pupil_id, month_of(held_on)
),

remarks as (
    select
        pupils.school_id,
        pupils.pupil_id,
        count(*) as remarks,
        list(remarks.remark_id order by remarks.remark_id) as remark_ids
    from pupils
    inner join core.remarks as remarks
        on pupils.school_id = remarks.school_id
        and pupils.pupil_id = remarks.pupil_id
        and remarks.written_on between pupils.since and pupils.until
    where remarks.kind = 'remark'
    group by all
),

terms as (
    select
        pupils.school_id,
        pupils.pupil_id,
        terms.term_id
    from pupils
    inner join core.terms as terms
        on pupils.school_id = terms.school_id
        and grade_within(pupils.grade_level, terms.min_grade, terms.max_grade)
    where terms.kind in ('half_year', 'trimester') and terms.ends_on <= pupils.until
    qualify terms.ends_on = max(terms.ends_on) over (partition by pupils.school_id, pupils.pupil_id)
),

negatives as (
    select
        terms.school_id,
        terms.pupil_id,
        count(*) as negatives,
        list(
            concat_ws('|', results.pupil_id, results.group_id, results.term_id) order by results.group_id
        ) as result_ids
    from terms
    inner join core.results as results
        on terms.school_id = results.school_id
        and terms.pupil_id = results.pupil_id
        and terms.term_id = results.term_id
    where results.is_negative
    group by all
),

marks as (
    select
        pupils.school_id,
        pupils.pupil_id,
        marks.subject_id,
        marks.grade_id,
        marks.given_on - pupils.since as x,
        marks.points as y
    from pupils
    inner join core.marks as marks
        on pupils.school_id = marks.school_id
        and pupils.pupil_id = marks.pupil_id
        and marks.given_on between pupils.since and pupils.until
    where marks.points is not null and marks.in_average and marks.subject_id is not null
),

trends as (
    select
        school_id,
        pupil_id,
        count(*) as marks,
        -- points in so many days, by least squares
        setting('trend_days') * (count(*) * sum(x * y) - sum(x) * sum(y)) as rise,
        count(*) * sum(x * x) - sum(x) * sum(x) as spread,
        list(grade_id order by grade_id) as grade_ids
    from marks
    group by school_id, pupil_id, subject_id
)

select
    school_id,
    pupil_id,
    'absence_band' as fired_by,
    missed as numerator,
    held as denominator,
    held as basis,
    missed_ids as evidence
from absences
union all
select
    school_id,
    pupil_id,
    'unjustified_share' as fired_by,
    unjustified as numerator,
    held as denominator,
    held as basis,
    unjustified_ids as evidence
from absences
union all
select
    school_id,
    pupil_id,
    'sharp_change' as fired_by,
    missed * held_before - missed_before * held as numerator,
    held * held_before as denominator,
    least(held, held_before) as basis,
    compared_ids as evidence
from absences
union all
select
    school_id,
    pupil_id,
    'nemis_month' as fired_by,
    unjustified as numerator,
    held as denominator,
    held as basis,
    unjustified_ids as evidence
from absence_months
union all
select
    school_id,
    pupil_id,
    'running_string' as fired_by,
    count(*) as numerator,
    1 as denominator,
    count(*) as basis,
    list(held_on::varchar order by held_on) as evidence
from running
group by school_id, pupil_id
union all
select
    school_id,
    pupil_id,
    'frequent_lateness' as fired_by,
    late as numerator,
    1 as denominator,
    late as basis,
    late_ids as evidence
from late_months
union all
select
    school_id,
    pupil_id,
    'remarks' as fired_by,
    remarks as numerator,
    1 as denominator,
    remarks as basis,
    remark_ids as evidence
from remarks
union all
select
    school_id,
    pupil_id,
    'negative_term_grades' as fired_by,
    negatives as numerator,
    1 as denominator,
    negatives as basis,
    result_ids as evidence
from negatives
union all
select
    school_id,
    pupil_id,
    'falling_trend' as fired_by,
    rise as numerator,
    spread as denominator,
    marks as basis,
    grade_ids as evidence
from trends
