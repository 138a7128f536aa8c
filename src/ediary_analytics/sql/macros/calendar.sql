-- Deadlines in the words of the rules. They read core.calendar, so a narrowed connection needs it too.

-- 23:59:59 of that day: a due date without an hour means the end of that day.
create or replace macro end_of_day(d) as d + time '23:59:59';

-- The n-th working day strictly after d (n >= 1). Null outside the calendar. Two lists, looked up by position: a
-- subquery per day costs ten times as much.
create or replace macro working_day_after(d, n) as case
    when d >= (select min(day) from core.calendar) then (
        select list(day order by day) from core.calendar
        where is_working
    )[(select list(working_no order by day) from core.calendar)[d - (select min(day) from core.calendar) + 1] + n]
end;

-- Of each day of the calendar the end of the n-th working day after it. Joined by day, what it is reckoned from stays
-- with the calendar; reckoned row by row beside other joins, a plan may carry the whole calendar along with every row.
create or replace macro deadlines(n) as table
    select
        day,
        end_of_day(working_day_after(day, n)) as due_at
    from core.calendar;

-- The month of a day, as in locks.period: '2026-10'.
create or replace macro month_of(d) as strftime(d, '%Y-%m');

-- Nothing written: null or only white space (160 is the no-break space that copied text brings along). Null, or what
-- starts with a letter, as nearly all does, is not trimmed to see it: that costs ten times as much.
create or replace macro is_blank(t) as case
    when t is null then true
    when t >= '!' and not starts_with(t, chr(160)) then false
    else trim(t, e' \t\r\n' || chr(160)) = ''
end;

-- Whether a grade lies within bounds of which either may be open.
create or replace macro grade_within(grade, lowest, highest) as
    (lowest is null or grade >= lowest) and (highest is null or grade <= highest);

-- The n-th working day strictly before d (n >= 1), looked up in the same way. Null outside the calendar.
create or replace macro working_day_before(d, n) as case
    when d >= (select min(day) from core.calendar) then (
        select list(day order by day) from core.calendar
        where is_working
    )[greatest(
        (select list(working_no order by day) from core.calendar)[d - (select min(day) from core.calendar)] - n + 1, 0
    )]
end;

-- The ISO week of a day, as in duties_done.period: '2026-W41'.
create or replace macro week_of(d) as strftime(d, '%G-W%V');

-- The n-th of September of a school year ('2026-2027'), or, where it has no name, of the one that d falls in.
create or replace macro in_september(school_year, d, n) as
    make_date(coalesce(try_cast(left(school_year, 4) as bigint), year(d) - (month(d) < 8)::bigint), 9, 1)
    + (n - 1)::integer;

-- The last working day up to and including d. Null outside the calendar.
create or replace macro working_day_until(d) as (
    select min(target.day)
    from core.calendar as target
    where target.is_working
        and target.working_no = (select origin.working_no from core.calendar as origin where origin.day = d)
);
