/* +++
title    = "Group for teaching at home"
duty     = "A pupil who is taught at home is in a home teaching group within five working days."
remedy   = "Make a group of the kind home teaching and put the pupil into it from the first day."
why      = "Lessons at home can be recorded and graded only in such a group."
owner    = "teacher"
severity = "warning"
needs    = ["pupil_flags", "groups", "group_members"]

[lt]
title  = "Sukurta mokymo namuose grupė"
duty   = "Mokinys, kuriam skirtas mokymas namuose, per penkias darbo dienas įtraukiamas į mokymo namuose grupę."
remedy = "Sukurkite mokymo namuose grupę ir įtraukite į ją mokinį nuo pirmos mokymo namuose dienos."
why    = "Tik tokioje grupėje galima įvesti namuose vykusias pamokas ir jų įvertinimus."

[settings]
days = 5
+++ */
with flags as (
    select * from core.pupil_flags
    where kind = 'home_schooling'
),

home_members as (
    select
        members.school_id,
        members.pupil_id,
        members.joined_on,
        members.left_on
    from core.group_members as members
    inner join core.groups as groups
        on members.school_id = groups.school_id
        and members.group_id = groups.group_id
    where groups.kind = 'home'
),

joined as (
    select
        flags.school_id,
        flags.pupil_id,
        flags.since,
        min(coalesce(home_members.joined_on, flags.since)) as joined_on
    from flags
    inner join home_members
        on flags.school_id = home_members.school_id
        and flags.pupil_id = home_members.pupil_id
        -- a group left before, as of another school year, is no answer
        and coalesce(flags.since <= home_members.left_on, true)
    group by all
)

select
    flags.school_id,
    concat_ws('|', flags.pupil_id, flags.kind, flags.since) as subject_id,
    flags.since as on_date,
    null as owner_id,
    pupil_classes.class_id,
    null as group_id,
    flags.pupil_id,
    deadlines.due_at,
    joined.joined_on::timestamp as done_at,
    flags.detail
from flags
left join deadlines($days) as deadlines on flags.since = deadlines.day
left join joined
    on flags.school_id = joined.school_id
    and flags.pupil_id = joined.pupil_id
    and flags.since = joined.since
left join core.pupil_classes as pupil_classes
    on flags.school_id = pupil_classes.school_id
    and flags.pupil_id = pupil_classes.pupil_id
    and flags.since between pupil_classes.since and pupil_classes.until
