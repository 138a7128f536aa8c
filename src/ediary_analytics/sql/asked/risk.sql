/* +++
title = "Each risk trigger that fired for a pupil, with its value, its bound, its points and the rows behind it"
shared = true
+++ */
select
    facts.school_id,
    facts.pupil_id as who,
    rules.letter,
    facts.fired_by,
    facts.numerator,
    facts.denominator,
    rules.compared,
    rules.bound_numerator,
    rules.bound_denominator,
    rules.points,
    facts.evidence
from asked.risk_facts as facts
inner join asked.risk_rules as rules
    on facts.fired_by = rules.fired_by
    and facts.basis >= rules.least_basis
    and case rules.compared
        when '>=' then facts.numerator * rules.bound_denominator >= rules.bound_numerator * facts.denominator
        when '>' then facts.numerator * rules.bound_denominator > rules.bound_numerator * facts.denominator
        when '<=' then facts.numerator * rules.bound_denominator <= rules.bound_numerator * facts.denominator
    end
where facts.denominator > 0
-- of months or subjects the worst, of two bounds the one with more points
qualify row_number() over (
    partition by facts.school_id, facts.pupil_id, facts.fired_by
    order by
        rules.points desc,
        abs(facts.numerator / facts.denominator) desc,
        facts.denominator desc,
        facts.evidence asc
) = 1
