/* +++
title = "Each term (of every kind) with the classes whose grade and school year it is for"
+++ */
with classes as (
    select * from staging.classes
),

terms as (
    select * from staging.terms
)

select
    classes.school_id,
    classes.class_id,
    classes.kind as class_kind,
    classes.grade_level,
    terms.term_id,
    coalesce(terms.name, terms.term_id) as term_name,
    terms.kind,
    coalesce(terms.school_year, classes.school_year) as school_year,
    terms.starts_on,
    terms.ends_on
from classes
inner join terms
    on classes.school_id = terms.school_id
    and grade_within(classes.grade_level, terms.min_grade, terms.max_grade)
    and coalesce(classes.school_year = terms.school_year, true)
