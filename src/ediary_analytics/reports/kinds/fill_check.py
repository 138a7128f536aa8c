"""The monthly fill check on paper: the same figures as the page, with places to sign."""

from collections.abc import Sequence

from ediary_analytics import duty_words, formats, policy
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.fill_check import FilledMonth, Person
from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.reports.desk import Desk
from ediary_analytics.reports.document import Column, Document, Fact, Note, Share, Signature, Stated, Table, Value
from ediary_analytics.standing import Verdict


def make(desk: Desk) -> Sequence[Document]:
    """One document for the month."""
    found = month(desk)
    now = found.now
    facts = [
        Fact(_("Filled"), Share(now.filled, now.due), _of(now.filled, now.due)),
        Fact(_("In time"), Share(now.in_time, now.due), _of(now.in_time, now.due)),
        Fact(_("Not entered"), Stated(now.missing, "missing" if now.missing else "met"), _people(len(found.owing))),
        Fact(_("Entered late"), Stated(now.late, "late" if now.late else "met"), ""),
    ]
    if now.pending:
        facts.append(Fact(_("Still awaited"), Stated(now.pending, "pending"), _("the term has not passed yet")))
    return [
        Document(
            _("Check of the diary, {month}").format(month=formats.month(found.month)),
            desk.under(desk.rules.title if desk.rules else ""),
            facts=facts if now.due else [],
            tables=[_duties(found), _who(found)],
            notes=unchecked(found),
            signatures=[Signature(_("Deputy director for education")), Signature(_("Director"))],
        )
    ]


def month(desk: Desk) -> FilledMonth:
    """The chosen month as judged by the school's rules.

    Raises:
        PolicyError: the school's rules are not known.
    """
    if desk.rules is None:
        raise PolicyError(
            "schools.csv",
            _("the school names no rules that are known"),
            _("Write one of {names} into the column policy of schools.csv").format(names=", ".join(policy.names())),
        )
    look = fill_check.look(desk.con, desk.rules.name, desk.month)
    return fill_check.read(look, desk.rules, desk.school.school_id)


def unchecked(found: FilledMonth) -> list[Note]:
    """Which duties nothing is known of, and for want of what."""
    lines = [
        f"{duty.imposed.obligation.title} ({duty.imposed.cited}): "
        f"{'; '.join(map(duty_words.lacking, duty.missing_evidence))}."
        for duty in found.unchecked
    ]
    return [Note(_("Not checkable"), lines)] if lines else []


def _of(part: int, whole: int) -> str:
    text = ngettext("{part} of {whole} entry", "{part} of {whole} entries", whole)
    return text.format(part=formats.number(part), whole=formats.number(whole))


def _people(count: int) -> str:
    return ngettext("at {count} person", "at {count} persons", count).format(count=count)


def _duties(found: FilledMonth) -> Table:
    columns = [
        Column(_("Duty"), width=1),
        Column(_("Clause")),
        Column(_("Term passed"), number=True),
        Column(_("Not entered"), number=True),
        Column(_("Late"), number=True),
        Column(_("In time"), number=True),
        Column(_("Threshold"), number=True),
        Column(_("Against the threshold")),
    ]
    rows = [_duty(duty) for duty in found.duties if duty.checkable and duty.examined]
    return Table(
        _("Duties"),
        _("By duty"),
        columns,
        rows,
        lead=_("Duties of which something was due this month, in the order of the rules."),
        empty=_("Nothing was due this month."),
    )


def _duty(duty: Verdict) -> list[Value]:
    due = duty.examined - duty.pending
    state, word = duty_words.standing(duty)
    return [
        duty.imposed.obligation.title,
        duty.imposed.cited,
        due,
        Stated(duty.missing, "missing" if duty.missing else ""),
        Stated(duty.late, "late" if duty.late else ""),
        Share(duty.tenths or 0, 0 if duty.tenths is None else 1000),
        Share(round(duty.imposed.mostly * 1000), 1000),
        Stated(word, state),
    ]


def _who(found: FilledMonth) -> Table:
    columns = [
        Column(_("Person"), width=1),
        Column(_("Term passed"), number=True),
        Column(_("Not entered"), number=True),
        Column(_("Late"), number=True),
        Column(_("In time"), number=True),
    ]
    return Table(
        _("People"),
        _("By person, in alphabetical order"),
        columns,
        [_person(person, found) for person in found.people if person.total.due],
        empty=_("Nothing was due this month."),
    )


def _person(person: Person, found: FilledMonth) -> list[Value]:
    total = person.total
    return [
        name_of(person, found),
        total.due,
        Stated(total.missing, "missing" if total.missing else ""),
        Stated(total.late, "late" if total.late else ""),
        Share(total.in_time, total.due),
    ]


def name_of(person: Person, found: FilledMonth) -> str:
    """Who is to be asked; of a duty nobody owns, the duty; else that nobody is known."""
    if person.owner_id is not None:
        return person.name or person.owner_id
    if person.ownerless:
        return ", ".join(found.rules[name].obligation.title for name in person.duties)
    return _("Unknown whose duty")
