"""The lists of a class head as files."""

import pyarrow as pa

from ediary_analytics.i18n import _
from ediary_analytics.web import trace
from ediary_analytics.web.attendance.files import table
from ediary_analytics.web.my_class.found import Found
from ediary_analytics.web.my_class.tables import never_or_when, reason, report, to_reach


def undecided(found: Found) -> pa.Table:
    """Each absence that nobody has decided."""
    names = [_("Pupil"), _("Day"), _("Lesson"), _("Subject"), _("Reason"), _("Parents' word"), _("Days old")]
    keys = ("held_on", "lesson_no", "subject")
    lines = [
        [
            row["pupil"],
            *(row[key] for key in keys),
            reason(row),
            row["explained_at"],
            row["age_days"],
            row["due_at"],
        ]
        for row in found.undecided or []
    ]
    return trace.naming(table([*names, _("Decide by")], lines), (row["pupil_id"] for row in found.undecided or []))


def parents(found: Found) -> pa.Table:
    """The parents to reach."""
    names = [_("Pupil"), _("Parent or guardian"), _("Last login"), _("Phone"), _("E-mail"), _("Report")]
    lines = [
        [
            row["pupil"],
            row["guardian"],
            never_or_when(row),
            row["phone"],
            row["email"],
            report(found, row),
        ]
        for row in to_reach(found)
    ]
    return trace.naming(table(names, lines), (row["pupil_id"] for row in to_reach(found)))


def pupils(found: Found) -> pa.Table:
    """The class's month by pupil, in lesson hours."""
    keys = ("held", "missed", "illness", "other", "unjustified", "open", "representing", "late", "days_away")
    names = [_("Pupil"), _("Lessons held"), _("Missed"), _("For illness"), _("Other reasons"), _("Unjustified")]
    names += [_("Not decided"), _("Represented the school"), _("Came late"), _("Whole days away")]
    lines = [
        [
            row["pupil"],
            *(row[key] for key in keys),
            found.written(row["pupil_id"], "praise"),
            found.written(row["pupil_id"], "remark"),
        ]
        for row in found.pupils
    ]
    return trace.naming(table([*names, _("Praises"), _("Remarks")], lines), (row["pupil_id"] for row in found.pupils))


def months(found: Found) -> pa.Table:
    """The class's sheets, month by month, in lesson hours."""
    keys = ("pupils", "held", "missed", "illness", "other", "unjustified", "open", "representing", "late")
    names = [_("Month"), _("Pupils"), _("Lessons held"), _("Missed"), _("For illness"), _("Other reasons")]
    names += [_("Unjustified"), _("Not decided"), _("Represented the school"), _("Came late")]
    return table(names, [[month, *(getattr(sheet, key) for key in keys)] for month, sheet in found.months.items()])
