/* +++
title = "The rows behind each risk trigger that fired, of one pupil or of all: lessons, days, remarks, results, marks"
+++ */
with fired as (
    select
        school_id,
        who as pupil_id,
        letter,
        fired_by,
        unnest(evidence) as row_id
    from asked.risk
    where coalesce(school_id = $school, true) and coalesce(who = $pupil, true)
),

hours as (
    select
        school_id,
        pupil_id,
        concat_ws('|', group_id, held_on, lesson_no) as row_id,
        held_on,
        lesson_no,
        subject_id,
        absence
    from core.lesson_hours
    where state = 'held' and coalesce(school_id = $school, true) and coalesce(pupil_id = $pupil, true)
),

results as (
    select
        school_id,
        pupil_id,
        concat_ws('|', pupil_id, group_id, term_id) as row_id,
        ends_on,
        subject_id,
        value,
        points
    from core.results
),

found as (
    select
        fired.*,
        hours.held_on as on_date,
        hours.lesson_no,
        hours.subject_id,
        case fired.fired_by when 'frequent_lateness' then 'late' else hours.absence end as what,
        null::integer as points
    from fired
    inner join hours
        on fired.school_id = hours.school_id
        and fired.pupil_id = hours.pupil_id
        and fired.row_id = hours.row_id
    where
        fired.fired_by in (
            'absence_band', 'unjustified_share', 'nemis_month', 'sharp_change', 'frequent_lateness'
        )
    union all
    select
        *,
        row_id::date as on_date,
        null as lesson_no,
        null as subject_id,
        'day' as what,
        null as points
    from fired
    where fired_by = 'running_string'
    union all
    select
        fired.*,
        remarks.written_on as on_date,
        null as lesson_no,
        null as subject_id,
        remarks.kind as what,
        null as points
    from fired
    inner join core.remarks as remarks
        on fired.school_id = remarks.school_id
        and fired.row_id = remarks.remark_id
    where fired.fired_by = 'remarks'
    union all
    select
        fired.*,
        results.ends_on as on_date,
        null as lesson_no,
        results.subject_id,
        results.value as what,
        results.points
    from fired
    inner join results
        on fired.school_id = results.school_id
        and fired.pupil_id = results.pupil_id
        and fired.row_id = results.row_id
    where fired.fired_by = 'negative_term_grades'
    union all
    select
        fired.*,
        marks.given_on as on_date,
        null as lesson_no,
        marks.subject_id,
        marks.value as what,
        marks.points
    from fired
    inner join core.marks as marks
        on fired.school_id = marks.school_id
        and fired.row_id = marks.grade_id
    where fired.fired_by = 'falling_trend'
),

subject_names as (
    select
        school_id,
        subject_id,
        min(name) as name
    from core.subjects
    group by all
)

select
    found.school_id,
    found.pupil_id,
    found.letter,
    found.fired_by,
    found.on_date,
    -- a change compares two windows: which of them the lesson lies in
    case
        when found.fired_by = 'sharp_change' and found.on_date < pupils.since then 'before'
        when found.fired_by = 'sharp_change' then 'now'
    end as span,
    found.lesson_no,
    found.subject_id,
    coalesce(subject_names.name, found.subject_id) as subject,
    found.what,
    found.points,
    found.row_id
from found
inner join asked.risk_pupils as pupils
    on found.school_id = pupils.school_id
    and found.pupil_id = pupils.pupil_id
left join subject_names
    on found.school_id = subject_names.school_id
    and found.subject_id = subject_names.subject_id
order by
    found.school_id,
    found.pupil_id,
    found.letter,
    found.fired_by,
    found.on_date,
    found.lesson_no,
    found.row_id
