-- The one judge: where a duty stands at the moment t. What was done after t counts as not done; of a duty without a due
-- moment only t is asked. Few are still due, and only of those is more asked. (A case costs a seventh of least.)
create or replace macro is_done(done_at, t) as done_at <= t;
create or replace macro is_met(due_at, done_at, t) as done_at <= case when due_at < t then due_at else t end;
create or replace macro is_pending(due_at, done_at, t) as case
    when due_at >= t then not coalesce(is_done(done_at, t), false)
    else false
end;
create or replace macro status_at(due_at, done_at, t) as case
    when is_met(due_at, done_at, t) then 'met'
    when is_done(done_at, t) then 'late'
    when is_pending(due_at, done_at, t) then 'pending'
    else 'missing'
end;

-- A duty is examined once its day or its due moment is reached; one without dates, always.
create or replace macro is_examined(on_date, due_at, t) as
    (on_date is null and due_at is null) or coalesce(on_date <= t, false) or coalesce(due_at <= t, false);

-- Days from the due date to the day it was done (while missing: to the day of t).
create or replace macro days_late(due_at, done_at, t) as
    (case when done_at <= t then done_at else t end)::date - due_at::date;

-- Whether a word is one of few. Over many rows this costs a quarter of a plain IN: that is asked of every row while the
-- table is read, this once of every word that a block of rows holds.
create or replace macro is_any_of(word, choices) as (word in choices) is true;
