"""What stands on a page that has nothing to show: why, and what would help."""

from ediary_analytics.i18n import _
from ediary_analytics.web import components


def nothing_imported() -> None:
    """Before the first import."""
    components.title(_("Nothing has been imported yet"), [_("The page fills as soon as the diary's data is there.")])
    components.note(
        _("What to do"),
        [
            _("Ask the diary's administrator for an export: lessons, attendance, grades, timetable, classes, staff."),
            _("Put the files into one folder (or leave them in one ZIP) and run: ediary import FOLDER"),
            _("Or an administrator uploads them on the page “Imports”."),
            _("To look around first, over made-up schools: ediary demo"),
        ],
    )


def only_totals() -> None:
    """A page that needs rows, where the totals of many schools were imported."""
    components.title(
        _("Only totals of many schools are kept here"),
        [_("No pupil, lesson or mark is in this data directory: the schools are laid side by side, and no more.")],
    )
    components.note(
        _("What to do"),
        [
            _("To see one school, import its own export into a data directory of its own:"),
            _("ediary import FOLDER --into DIRECTORY"),
            _("The page “Schools” tells of all of them together, to whoever has the role of the municipality."),
        ],
    )


def nobody_holds(role: str) -> None:
    """A role of persons in schools that name nobody in it."""
    components.title(
        _("Nobody holds this role here: {role}").format(role=role), [_("The data names nobody whose groups to show.")]
    )
    components.note(
        _("What would help"),
        [_("An export with the staff, the classes and the groups, which tells who teaches and heads whom.")],
    )


def nothing_due() -> None:
    """A school whose export names no day on which anything was due."""
    components.title(_("No month can be looked at"), [_("The export holds no school days and no duties.")])
    components.note(
        _("What would help"),
        [
            _("An export with the terms and the classes, which tell the school days, the timetable and the lessons."),
        ],
    )


def unknown_rules(named: str | None) -> None:
    """A school whose rules are not known: to judge it by somebody else's without being asked would mislead."""
    components.title(_("By which rules is this school judged?"), [_("The import names none that are known here.")])
    wrong = _("Its export names “{rules}”, which is not among them.").format(rules=named) if named else ""
    components.note(_("What to do"), [_("Choose the rules on the left."), *filter(None, [wrong])])
