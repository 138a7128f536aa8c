-- What a question about a metric asks for stands in variables of its connection (see metrics.py); they are constants to
-- the planner, so a key or a period that is not asked for costs nothing.

-- A key's column where the question groups by it, else null.
create or replace macro keyed(key, value) as case when list_contains(getvariable('keys'), key) then value end;

-- Whether the question groups by a key.
create or replace macro grouped_by(key) as list_contains(getvariable('keys'), key);

-- A setting of a view of sql/asked, as its front matter gives it or the question changes it.
create or replace macro setting(name) as struct_extract(getvariable('settings'), name);

-- The period of a day by the names of its month and ISO week, which core.calendar has: joined to many rows, it costs a
-- fifth of writing them. Terms come from asked.terms.
create or replace macro period_named(month, week) as case getvariable('period')
    when 'month' then month
    when 'week' then week
    when 'total' then 'total'
end;
create or replace macro period_of(d) as period_named(strftime(d, '%Y-%m'), strftime(d, '%G-W%V'));

-- The first day of the month or week of a day.
create or replace macro period_start(d) as
    case when getvariable('period') = 'week' then date_trunc('week', d) else date_trunc('month', d) end::date;

-- The last day of that period; the whole window has no end of its own.
create or replace macro period_end(d) as case getvariable('period')
    when 'month' then last_day(d)
    when 'week' then date_trunc('week', d)::date + 6
    when 'total' then date '9999-12-31'
end;
