/* +++
title = "Logins with the person whose account it is; guardians are people, however many their children"
+++ */
select
    accounts.school_id,
    accounts.person_kind as kind,
    accounts.person_id,
    logins.logged_in_at
from staging.accounts as accounts
inner join staging.logins as logins
    on accounts.school_id = logins.school_id
    and accounts.account_id = logins.account_id
