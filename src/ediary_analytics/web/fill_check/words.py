"""The sentences of the fill check: the answer, the comparison, what cannot be checked and why."""

from ediary_analytics import duty_words
from ediary_analytics.answers.fill_check import FilledMonth
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.standing import Verdict
from ediary_analytics.web import compare, formats
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.components import Tile

#: What a record is about, and what evidence is missing, as pages ask for it.
detail, lacking = duty_words.detail, duty_words.lacking


def answer(found: FilledMonth) -> str:
    """The title: is the month filled, and how much is left."""
    month, tally = found.month, found.now
    name = formats.sentence(formats.month_name(month))
    if len(found.unchecked) == len(found.duties):
        return _("{month} cannot be checked").format(month=name)
    if not tally.due:
        during = formats.sentence(formats.month_accusative(month))
        text = _("In {month} nothing is due yet") if tally.pending else _("In {month} nothing was due")
        return text.format(month=during)
    feminine = formats.is_feminine(month)
    if not tally.missing and tally.pending:
        text = ngettext(
            "{month}: nothing is left so far, {n} entry is still awaited",
            "{month}: nothing is left so far, {n} entries are still awaited",
            tally.pending,
        )
        return _told(text.format(month=name, n=formats.number(tally.pending)), found)
    if not tally.missing:
        # of a month that is grammatically a woman the same is said with other endings
        text = _("{month} is full, nothing is left") if feminine else _("{month} is filled, nothing is left")
        return _told(text.format(month=name), found)
    text = (
        ngettext(
            "{month} is {share} full, {left} entry is left",
            "{month} is {share} full, {left} entries are left",
            tally.missing,
        )
        if feminine
        else ngettext(
            "{month} is {share} filled, {left} entry is left",
            "{month} is {share} filled, {left} entries are left",
            tally.missing,
        )
    )
    share = formats.share(tally.filled, tally.due)
    return text.format(month=name, share=share, left=formats.number(tally.missing))


def _told(well: str, found: FilledMonth) -> str:
    """That all is well is said of what was checked: how much was not, in the same breath."""
    return f"{well}; {unchecked(found)[0]}" if found.unchecked else well


def under(choice: Choice) -> list[str]:
    """The grey line: which school and month, by which rules, as of when, from which import."""
    source = choice.source
    return [
        choice.school.name,
        formats.month(choice.month),
        choice.rules.title,
        _("judged as of {moment}").format(moment=formats.moment(source.as_of)),
        _("imported {moment}").format(moment=formats.moment(source.imported_at)),
    ]


def tiles(found: FilledMonth) -> list[Tile]:
    """The numbers, each with its denominator and the month before; none where nothing was due."""
    now, before, owing = found.now, found.then, len(found.owing)
    if not now.due:
        return []
    judged = [duty for duty in found.duties if duty.checkable and duty.examined > duty.pending]
    numbers = [
        Tile(
            _("Filled"),
            formats.share(now.filled, now.due),
            ngettext("{part} of {whole} entry", "{part} of {whole} entries", now.due).format(
                part=formats.number(now.filled), whole=formats.number(now.due)
            ),
            _points(now.filled, now.due, before.filled, before.due, found.before),
        ),
        Tile(
            _("Not entered"),
            formats.number(now.missing),
            ngettext("at {count} person", "at {count} persons", owing).format(count=owing),
            _counts(now.missing, before.missing, before.due, found.before),
            "missing" if now.missing else "met",
        ),
        Tile(
            _("Entered late"),
            formats.number(now.late),
            _("{share} of all").format(share=formats.share(now.late, now.due)),
            _counts(now.late, before.late, before.due, found.before),
            "late" if now.late else "met",
        ),
        Tile(
            _("In time"),
            formats.share(now.in_time, now.due),
            ngettext(
                "{part} of {whole} duty reaches its threshold",
                "{part} of {whole} duties reach their threshold",
                len(judged),
            ).format(part=sum(1 for duty in judged if duty.passed), whole=len(judged)),
            _points(now.in_time, now.due, before.in_time, before.due, found.before),
        ),
    ]
    if now.pending:
        numbers.append(
            Tile(_("Still awaited"), formats.number(now.pending), _("the term has not passed yet"), state="pending")
        )
    return numbers


def _points(part: int, whole: int, part_before: int, whole_before: int, month: str) -> str:
    """How far a share is from that of the month before, in percentage points; or that nothing was due then."""
    return compare.shares(part, whole, part_before, whole_before, month) if whole_before else _nothing_due(month)


def _counts(now: int, before: int, whole_before: int, month: str) -> str:
    """The same of a count."""
    return compare.counts(now, before, whole_before, month) if whole_before else _nothing_due(month)


def _nothing_due(month: str) -> str:
    return _("nothing was due in {month}").format(month=formats.month_accusative(month))


def observed_since(duty: Verdict) -> str:
    """Beside a duty: since which day its entry times are those by which imports saw the entry."""
    return _("observed since {day}").format(
        day=formats.day(duty.observed_since.date() if duty.observed_since else None)
    )


def observed(duty: Verdict) -> str:
    """What that means, and of how many duties of the whole school nothing is known."""
    text = _("the export has no entry times; an entry counts from the first import that shows it.")
    unknown = ngettext(
        "Of {count} duty nobody can tell, on all days together.",
        "Of {count} duties nobody can tell, on all days together.",
        duty.unknown,
    )
    return f"{text} {unknown.format(count=formats.number(duty.unknown))}" if duty.unknown else text


def definitions() -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    return [
        (_("Filled"), _("What was entered (in time or late) or excused, of everything whose term has passed.")),
        (_("In time"), _("What was entered before its term or excused, of everything whose term has passed.")),
        (_("Not entered"), _("The term has passed and nothing is there yet: it can still be entered.")),
        (_("Entered late"), _("It is there, but came after its term.")),
        (_("Threshold"), _("The share in time that the rules ask of a duty.")),
        (_("Month"), _("An entry belongs to the month of its lesson, grade or absence, not of its term.")),
    ]


def duties_finding(found: FilledMonth) -> str:
    """How many duties stay below their threshold."""
    if len(found.unchecked) == len(found.duties):
        return _("What: no duty can be checked")
    if not found.now.due:
        return _("What: nothing was due")
    below = sum(1 for duty in found.duties if duty.passed is False)
    if not below:
        return _("What: every duty that could be checked reaches its threshold")
    return ngettext(
        "What: {count} duty stays below its threshold", "What: {count} duties stay below their threshold", below
    ).format(count=below)


def people_finding(found: FilledMonth) -> str:
    """With how many people there is something to talk about."""
    owing = len(found.owing)
    if not found.now.due:
        return _("Who: nothing was due from anybody")
    if not owing and found.now.missing:
        return _("Who: of what is missing nobody is known whose it is")
    if not owing:
        return _("Who: nobody has anything left to enter")
    return ngettext(
        "Who: {count} person still has something to enter", "Who: {count} persons still have something to enter", owing
    ).format(count=owing)


def unchecked(found: FilledMonth) -> tuple[str, list[str]]:
    """What nothing is known of, and what would make it known."""
    count = len(found.unchecked)
    heading = ngettext("{count} duty is not checked", "{count} duties are not checked", count).format(count=count)
    return heading, [
        f"{duty.imposed.obligation.title} ({duty.imposed.cited}): {'; '.join(map(lacking, duty.missing_evidence))}."
        for duty in found.unchecked
    ]
