-- The measures of the risk triggers that are no bounds (those stand in asked.risk_rules): their one home.

-- How many school days of the pupil's class are looked at: about a quarter of a school year (the school's own choice).
create or replace macro risk_window() as 45;

-- The most points one letter (A absence, B behaviour, C results) can add to a level.
create or replace macro risk_cap() as 2;
