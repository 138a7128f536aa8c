"""One school's export: the year is lived through whole, then cut at the plan's days."""

import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.synth import (
    accounts,
    assessments,
    attendance,
    class_life,
    duties,
    families,
    grades,
    lessons,
    term_grades,
)
from ediary_analytics.synth import locks as lock_tables
from ediary_analytics.synth.plan import Plan
from ediary_analytics.synth.records import keep
from ediary_analytics.synth.roster import Roster
from ediary_analytics.synth.school import found


def generate(plan: Plan) -> dict[str, pa.Table]:
    """Every table of the contract, in its order, for one school.

    Column names, order and Arrow types are the contract's (timestamps to the second without zone, lists of text); only
    ``schools`` has ``school_id``. Nothing entered after ``plan.until`` is in it, no lesson held before ``plan.since``.
    The whole school year is invented in any case, so that a later export of a school continues an earlier one.
    """
    school = found(plan)
    records = keep(school)
    roster = Roster(school)
    parents = families.families(school)
    people = accounts.accounts(school, parents)
    shown = accounts.kept(school, people, parents, roster.here)
    locks = lock_tables.Tables(school, records, lock_tables.files(school, records))
    made = dict(roster.tables()) | {
        "guardians": families.table(school, parents, roster.present),
        "substitutions": lessons.substitutions(school, records.lessons),
        "lessons": lessons.table(school, records.lessons),
        "attendance": attendance.table(school, records.lessons, records.attendance),
        "assessments": assessments.table(school, records.assessments),
        "grades": grades.table(school, records.lessons, records.assessments, records.marks),
        "term_grades": term_grades.table(school, records.terms),
        "remarks": class_life.remarks(school),
        "accounts": accounts.account_table(school, people, parents, roster.here),
        "logins": accounts.login_table(school, accounts.logins(school, people), shown),
        "changes": locks.changes(),
        "locks": locks.locks(),
        "unlock_acts": locks.acts(),
        "notices": locks.notices(),
        "class_events": class_life.event_table(school, class_life.events(school)),
        "duties_done": duties.table(
            school, duties.duties(school, records, parents, accounts.reached(people)), roster.here
        ),
    }
    return {name: made[name] for name in contract.exported()}
