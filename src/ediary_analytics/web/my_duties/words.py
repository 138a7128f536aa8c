"""The sentences of my duties: what is left, since when, what comes next."""

import datetime as dt
from collections.abc import Sequence

from ediary_analytics import duty_words
from ediary_analytics.answers.my_duties import Line, Worklist
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.components import Tile

#: What is due within so many days of the moment of judging counts as soon.
SOON = dt.timedelta(days=7)


def answer(found: Worklist, of: Sequence[str] | None = None) -> str:
    """The title: how much is left, the oldest since when.

    Args:
        found: what the person owes.
        of: the names of the classes that are all that is looked at; None for whatever the person owes anywhere.
    """
    if of is not None and not of:
        return _("No class is yours in this export")
    left = len(found.missing)
    if left:
        text = ngettext(
            "{n} entry is left, the oldest of {day}", "{n} entries are left, the oldest of {day}", left
        )  # fmt: skip
        oldest = min((line["on_date"] for line in found.missing if line["on_date"]), default=None)
        return text.format(n=formats.number(left), day=formats.day(oldest))
    return _nothing_left(found) if of is None else _nothing_left_of(found, of)


def _nothing_left(found: Worklist) -> str:
    if found.due and found.unknown:
        return _("Thank you: everything that can be checked has been entered")
    if found.due:
        return _("Thank you: everything has been entered")
    if found.pending:
        return _("Nothing is due yet")
    return _("Nothing that can be checked was due from you") if found.unknown else _("Nothing was due from you")


def _nothing_left_of(found: Worklist, of: Sequence[str]) -> str:
    if found.due and found.unknown:
        text = ngettext(
            "Thank you: of your duties in class {classes} everything that can be checked has been entered",
            "Thank you: of your duties in classes {classes} everything that can be checked has been entered",
            len(of),
        )
    elif found.due:
        text = ngettext(
            "Thank you: of your duties in class {classes} everything has been entered",
            "Thank you: of your duties in classes {classes} everything has been entered",
            len(of),
        )
    elif found.pending:
        text = ngettext(
            "Of your duties in class {classes} nothing is due yet",
            "Of your duties in classes {classes} nothing is due yet",
            len(of),
        )
    elif found.unknown:
        text = ngettext(
            "Nothing that can be checked was due from you in class {classes}",
            "Nothing that can be checked was due from you in classes {classes}",
            len(of),
        )
    else:
        text = ngettext(
            "Nothing was due from you in class {classes}", "Nothing was due from you in classes {classes}", len(of)
        )
    return text.format(classes=", ".join(of))


def under(choice: Choice, of: Sequence[str] | None = None) -> list[str]:
    """The grey line: which school, of which classes only, by which rules, as of when, from which import."""
    only = ngettext("only your duties in class {classes}", "only your duties in classes {classes}", len(of or ()))
    return [
        choice.school.name,
        *([only.format(classes=", ".join(of))] if of else []),
        choice.rules.title,
        _("judged as of {moment}").format(moment=formats.moment(choice.source.as_of)),
        _("imported {moment}").format(moment=formats.moment(choice.source.imported_at)),
    ]


def tiles(found: Worklist) -> list[Tile]:
    """What is left, what is due soon, what came late this month and the month before, the share in time."""
    if not found.due and not found.pending:
        return []
    left, late = len(found.missing), len(found.late)
    of = ngettext("of {whole} entry", "of {whole} entries", found.due).format(whole=formats.number(found.due))
    oldest = max((line["days_late"] or 0 for line in found.missing), default=0)
    soon = [line for line in found.pending if line["due_at"] and line["due_at"] - found.as_of <= SOON]
    following = next((line["due_at"] for line in found.pending if line["due_at"]), None)
    this, before = _by_month(found)
    return [
        Tile(
            _("Not entered"),
            formats.number(left),
            of,
            ngettext("the oldest {n} day late", "the oldest {n} days late", oldest).format(n=oldest) if left else "",
            "missing" if left else "met" if found.due else "",
        ),
        Tile(
            _("Due within a week"),
            formats.number(len(soon)),
            _("of {whole} still awaited").format(whole=formats.number(len(found.pending))),
            _("next: {moment}").format(moment=formats.moment(following)) if following else "",
            "pending" if soon else "",
        ),
        Tile(
            _("Entered late this month"),
            formats.number(this),
            _("{n} in the whole time").format(n=formats.number(late)),
            _("{n} in the month before").format(n=formats.number(before)),
            "late" if this else "met" if found.due else "",
        ),
        Tile(_("In time"), formats.share(found.done, found.due), of),
    ]


def _by_month(found: Worklist) -> tuple[int, int]:
    """How much came late of the days of the month of judging, and of the month before."""
    month = found.as_of.date().replace(day=1)
    before = (month - dt.timedelta(days=1)).replace(day=1)
    days = [line["on_date"] for line in found.late if line["on_date"]]
    return sum(day >= month for day in days), sum(before <= day < month for day in days)


def undone(found: Worklist, of: Sequence[str] | None = None) -> tuple[str, str]:
    """The heading of what is to be done, and what is below it."""
    count = len(found.to_do())
    if not count and not found.due:
        return _("Nothing is open"), _("No duty of yours that can be checked has come to its term.")
    if not count and found.unknown:
        return _("Nothing is open"), _("All that was due and can be checked is in the diary.")
    if not count and of is not None:
        return _("Nothing is open"), _("All that was due from you in the class is in the diary.")
    if not count:
        return _("Nothing is open"), _("All that was due is in the diary. Have a good day.")
    return (
        ngettext("What to do: {n} matter", "What to do: {n} matters", count).format(n=count),
        _("The oldest first; a row opens to the whole record."),
    )


def soon(found: Worklist) -> tuple[str, str]:
    """The heading of what is awaited."""
    count = len(found.pending)
    text = ngettext("Due next: {n} entry", "Due next: {n} entries", count).format(n=formats.number(count))
    return text, _("Its term has not passed: entered by then, it is in time.")


def late(found: Worklist) -> tuple[str, str]:
    """The heading of what came late."""
    count = len(found.late)
    text = ngettext("Entered late: {n} entry", "Entered late: {n} entries", count).format(n=formats.number(count))
    return text, _("It is in the diary and nothing more has to be done.")


def about(line: Line) -> str:
    """What of the lesson, the class or the pupil it is."""
    return duty_words.detail(line["obligation"], line["detail"])


def unchecked(found: Worklist) -> tuple[str, list[str]]:
    """What nothing is known of, and what would make it known."""
    count = len(found.unchecked)
    heading = ngettext(
        "{count} duty cannot be checked: whether it is done, nobody knows",
        "{count} duties cannot be checked: whether they are done, nobody knows",
        count,
    ).format(count=count)
    return heading, [
        f"{imposed.obligation.title} ({imposed.cited}): {'; '.join(map(duty_words.lacking, needs))}."
        for imposed, needs in found.unchecked
    ]


def definitions(of: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    class_only = (
        _("Your own duties"),
        _(
            "Those of the class that are yours to do. What you owe in other classes stands in your role of a teacher;"
            " what colleagues owe in the class is theirs and not told here."
        ),
    )
    return [
        *([class_only] if of is not None else []),
        (_("Not entered"), _("The term has passed and nothing is there yet: it can still be entered.")),
        (_("Entered late"), _("It is there, but came after its term.")),
        (_("In time"), _("What was entered before its term or excused, of everything whose term has passed.")),
    ]
