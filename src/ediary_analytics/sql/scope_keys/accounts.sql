/* +++
title = "The accounts of pupils in scope and of their guardians"
+++ */
select distinct
    accounts.school_id,
    accounts.account_id
from core.accounts as accounts
inner join scope.persons as persons
    on accounts.school_id = persons.school_id
    and accounts.person_kind = persons.kind
    and accounts.person_id = persons.person_id
