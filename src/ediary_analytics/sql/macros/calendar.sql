-- Deadlines in the words of the rules. They read core.calendar, so a narrowed connection needs it too.

-- 23:59:59 of that day: a due date without an hour means the end of that day.
create or replace macro end_of_day(d) as d + time '23:59:59';

-- The n-th working day strictly after d (n >= 1). Null outside the calendar.
create or replace macro working_day_after(d, n) as (
    select min(target.day)
    from core.calendar as target
    where target.is_working
        and target.working_no = (select origin.working_no from core.calendar as origin where origin.day = d) + n
);

-- The month of a day, as in locks.period: '2026-10'.
create or replace macro month_of(d) as strftime(d, '%Y-%m');

-- Nothing written: null or only white space (160 is the no-break space that copied text brings along).
create or replace macro is_blank(t) as trim(coalesce(t, ''), e' \t\r\n' || chr(160)) = '';

-- Whether a grade lies within bounds of which either may be open.
create or replace macro grade_within(grade, lowest, highest) as
    (lowest is null or grade >= lowest) and (highest is null or grade <= highest);
