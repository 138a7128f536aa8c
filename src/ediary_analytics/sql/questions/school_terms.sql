/* +++
title = "What a viewer can choose from: the terms of every kind that have begun for a class in scope, oldest first"
+++ */
with imports as (
    select
        school_id,
        max(as_of) as as_of
    from raw.imports
    group by school_id
),

terms as (
    select
        terms.school_id,
        terms.school_year,
        terms.term_id,
        terms.kind,
        min(terms.starts_on) as starts_on,
        max(terms.ends_on) as ends_on
    from core.class_terms as terms
    inner join imports on terms.school_id = imports.school_id and terms.starts_on <= imports.as_of
    group by terms.school_id, terms.school_year, terms.term_id, terms.kind
)

select
    terms.school_id,
    terms.school_year,
    terms.term_id,
    terms.kind,
    coalesce(named.name, terms.term_id) as name,
    terms.starts_on,
    terms.ends_on
from terms
left join core.terms as named on terms.school_id = named.school_id and terms.term_id = named.term_id
order by terms.starts_on, terms.kind = 'year', terms.term_id
