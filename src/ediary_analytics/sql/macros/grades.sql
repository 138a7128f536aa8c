-- What a grade says. IN and PR (an individual or adapted programme) may follow it: it counts like a plain one.

-- The value in small letters and without IN, PR; null when the scale has no such value.
create or replace macro plain_grade(t) as nullif(lower(regexp_extract(
    t, '(?i)^\s*(10|[1-9]|įsk|nsk|atl|neat|pp|np|a|pg|pt|s|npt)\s*(?:in|pr)?\s*$', 1
)), '');

-- Of a plain grade: its points, if it is in points.
create or replace macro grade_points(plain) as try_cast(plain as integer);

-- Of a plain grade: where it stands among points, to find a pupil's lowest; įsk, atl and pp stand nowhere.
create or replace macro grade_rank(plain) as coalesce(
    grade_points(plain),
    case
        when plain in ('npt', 'nsk', 'np', 'neat') then 1
        when plain = 's' then 4
        when plain = 'pt' then 5
        when plain = 'pg' then 7
        when plain = 'a' then 9
    end
);

-- Of a plain grade: 1–3, nsk, np, npt, neat.
create or replace macro is_negative_grade(plain) as coalesce(grade_rank(plain) <= 3, false);
