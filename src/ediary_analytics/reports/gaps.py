"""What a report cannot tell, said where it would stand."""

from collections.abc import Mapping, Sequence

from ediary_analytics import duty_words
from ediary_analytics.answers import measures
from ediary_analytics.answers.measures import Answer
from ediary_analytics.i18n import _
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Note


def lacking(answers: Sequence[Answer]) -> list[Note]:
    """What cannot be told, with the evidence that is missing; never silently left out."""
    missing: Mapping[str, tuple[str, ...]] = dict(measures.lacking(answers))
    return [
        Note(
            _("Not checkable: {title}").format(title=title),
            [f"{'; '.join(map(duty_words.lacking, needs))}."],
        )
        for title, needs in missing.items()
    ]


def nothing(said: str, *, known: bool) -> str:
    """What stands in the place of a table without rows: that there is nothing, or that nobody can tell."""
    return said if known else _("Not checkable") + "."


def unknown(desk: Desk, *tables: str) -> list[Note]:
    """What cannot be told for want of whole tables that a report reads beside its measures."""
    needs = desk.lacks(*tables)
    return [Note(_("Not checkable"), [f"{duty_words.lacking(need)}." for need in needs])] if needs else []
