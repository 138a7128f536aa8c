/* +++
title = "Pupils in reports of classes, with the days and the sums of the report, the keys and the period asked for"
+++ */
with reports as (
    select
        reports.school_id,
        reports.report_id,
        reports.kind,
        reports.class_id,
        reports.term_id,
        coalesce(terms.starts_on, reports.since) as since,
        coalesce(terms.ends_on, reports.until) as until
    from core.reported_classes as reports
    left join core.terms as terms
        on reports.school_id = terms.school_id
        and reports.term_id = terms.term_id
    where reports.kind <> 'group'
),

-- a sum is of all days of its report: it cannot be parted at the window's edge
whole as (
    select reports.*
    from reports
    inner join asked.span as span
        on reports.school_id = span.school_id
        and reports.since >= span.since
        and reports.until <= span.until
),

dated as (
    select
        *,
        period_of(since) as period
    from whole
    where getvariable('period') <> 'term' and period_of(since) = period_of(until)
    union all
    select
        *,
        term_id as period
    from whole
    where getvariable('period') = 'term' and term_id is not null
    union all
    select
        whole.*,
        terms.term_id as period
    from whole
    inner join core.class_terms as terms
        on whole.school_id = terms.school_id
        and whole.class_id = terms.class_id
        and whole.since >= terms.starts_on
        and whole.until <= terms.ends_on
    where getvariable('period') = 'term' and whole.term_id is null and terms.kind <> 'year'
)

select
    dated.school_id,
    keyed('class', dated.class_id) as class_id,
    keyed('grade', classes.grade_level) as grade_level,
    keyed('pupil', pupils.pupil_id) as pupil_id,
    dated.period,
    dated.report_id,
    dated.kind,
    dated.since,
    dated.until,
    pupils.pupil_id as who,
    pupils.missed,
    pupils.illness,
    pupils.other,
    pupils.unjustified
from dated
inner join core.reported_pupils as pupils
    on dated.school_id = pupils.school_id
    and dated.report_id = pupils.report_id
left join core.classes as classes
    on dated.school_id = classes.school_id
    and dated.class_id = classes.class_id
