-- From the text of an export's cell to the contract's types: null where the text does not fit.
-- What an export usually writes is matched first and cheaply, the other forms by one regular expression.
-- Each macro uses its argument as seldom as it can: a macro's text is copied for every use.

-- ISO, `2026.10.05` and `05/10/2026` (day first).
create or replace macro as_date(t) as case
    when t like '____-__-__' then try_cast(t as date)
    when t <> '' then try_cast(regexp_replace(
        t,
        '(?s)^\s*(?:(\d{4})[-.](\d{1,2})[-.](\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4})|.*)\s*$',
        '\1\6-\2\5-\3\4'
    ) as date)
end;

-- A date as above, alone (midnight) or with `T` or space and `HH:MM[:SS]`; fractions of a second are dropped.
-- A zone does not fit: the contract's times are the school's wall clock.
create or replace macro as_timestamp(t) as case
    when t like '____-__-_____:__:__' then try_cast(t as timestamp)
    when t <> '' then try_cast(trim(regexp_replace(
        t,
        '(?s)^\s*(?:(?:(\d{4})[-.](\d{1,2})[-.](\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))'
        || '(?:(?:T|\s+)(\d{1,2}:\d{2})(?:(:\d{2})(?:[.,]\d+)?)?)?|.*)\s*$',
        '\1\6-\2\5-\3\4 \7\8'
    )) as timestamp)
end;

-- `3`, also `3,0` and `3.0`, as spreadsheets write it.
create or replace macro as_integer(t) as (
    try_cast(regexp_extract(t, '^\s*([+-]?\d+)(?:[.,]0+)?\s*$', 1) as integer)
);

-- `2026-10`, `2026.10`, `202610`, or a day of the month in that order.
create or replace macro as_month(t) as (
    nullif(regexp_replace(
        t, '(?s)^\s*(?:(\d{4})[-./ ]?(0[1-9]|1[0-2])(?:[-./ ]?\d{2})?(?:[T ].*)?|.*)\s*$', '\1-\2'
    ), '-')
);

-- Decimal point or decimal comma, no thousands.
create or replace macro as_decimal(t) as (
    try_cast(replace(regexp_extract(t, '^\s*([+-]?\d+(?:[.,]\d+)?)\s*$', 1), ',', '.') as decimal(9, 2))
);

create or replace macro as_boolean(t) as case
    when regexp_full_match(t, '(?i)\s*(true|1|taip)\s*') then true
    when regexp_full_match(t, '(?i)\s*(false|0|ne)\s*') then false
end;

-- Parted by `;`, each part trimmed (also of spaces that do not break), empty parts left out; null when none is left.
create or replace macro as_list(t) as (
    nullif(list_filter(
        list_transform(string_split(t, ';'), lambda part: trim(part, e' \t\r\n' || chr(160))),
        lambda part: part <> ''
    ), [])
);

-- Nothing or only white space, for text that is never null. Whatever starts above the space cannot be it.
create or replace macro is_white(t) as case when t < '!' then regexp_full_match(t, '\s*') else false end;
