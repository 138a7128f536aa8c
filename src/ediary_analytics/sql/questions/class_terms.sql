/* +++
title = "The terms that a class learns in"
+++ */
select term_id
from core.class_terms
where class_id = $class
order by starts_on, term_id
