-- The one judge: where a duty stands at the moment t. What was done after t counts as not done.
create or replace macro status_at(due_at, done_at, t) as case
    when done_at <= t and (due_at is null or done_at <= due_at) then 'met'
    when done_at <= t then 'late'
    when due_at >= t then 'pending'
    else 'missing'
end;

-- A duty is examined once its day or its due moment is reached; one without dates, always.
create or replace macro is_examined(on_date, due_at, t) as
    (on_date is null and due_at is null) or coalesce(on_date <= t, false) or coalesce(due_at <= t, false);

-- Days from the due date to the day it was done (while missing: to the day of t).
create or replace macro days_late(due_at, done_at, t) as
    (case when done_at <= t then done_at else t end)::date - due_at::date;
