/* +++
title    = "Child's progress recorded in October and May"
duty     = "In October and in May the group's staff enter what each child has learned and achieved."
remedy   = "Enter the child's progress and achievements of the half-year."
why      = "Two pictures a year show parents and school how the child has grown."
owner    = "group_staff"
severity = "warning"
needs    = ["duties_done", "groups", "group_members", "terms"]
detail   = "period"

[lt]
title  = "Vaiko pažanga įrašyta spalį ir gegužę"
duty   = "Spalio ir gegužės mėnesiais grupės pedagogas įveda informaciją apie kiekvieno vaiko pažangą ir pasiekimus."
remedy = "Įveskite vaiko pažangą ir pasiekimus."
why    = "Iš dviejų įrašų per metus tėvai ir mokykla mato, kaip vaikas augo."
+++ */
with preschools as (
    select * from core.groups
    where kind = 'preschool'
),

years as (
    select * from core.school_years
),

days as (
    select
        school_id,
        school_year,
        unnest([make_date(year(starts_on), 10, 31), make_date(year(ends_on), 5, 31)]) as day
    from years
),

-- of two groups of one child: the one joined last
children as (
    select
        preschools.school_id,
        preschools.group_id,
        preschools.staff_id,
        members.pupil_id,
        days.day
    from preschools
    inner join days
        on preschools.school_id = days.school_id
        and coalesce(preschools.school_year = days.school_year, true)
    inner join core.group_members as members
        on preschools.school_id = members.school_id
        and preschools.group_id = members.group_id
        and coalesce(days.day >= members.joined_on, true)
        and coalesce(days.day <= members.left_on, true)
    qualify row_number() over (
        partition by preschools.school_id, members.pupil_id, days.day
        order by members.joined_on desc nulls last, preschools.group_id asc
    ) = 1
),

done as (
    select
        school_id,
        pupil_id,
        period,
        min(done_at) as done_at
    from core.duties_done
    where kind = 'child_progress'
    group by all
)

select
    children.school_id,
    concat_ws('|', children.pupil_id, children.day) as subject_id,
    children.day as on_date,
    children.staff_id as owner_id,
    pupil_classes.class_id,
    children.group_id,
    children.pupil_id,
    end_of_day(children.day) as due_at,
    done.done_at,
    month_of(children.day) as detail
from children
left join done
    on children.school_id = done.school_id
    and children.pupil_id = done.pupil_id
    and month_of(children.day) = done.period
left join core.pupil_classes as pupil_classes
    on children.school_id = pupil_classes.school_id
    and children.pupil_id = pupil_classes.pupil_id
    and children.day between pupil_classes.since and pupil_classes.until
