"""The sentences of a class head's page: how the month was, what is to be decided, whom to reach."""

from ediary_analytics import duty_words
from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import compare, formats, measures
from ediary_analytics.web.components import Tile
from ediary_analytics.web.my_class.found import Found


def answer(found: Found) -> str:
    """The title: the class's month, and what waits for its head."""
    month, now = formats.month_accusative(found.month), found.now
    if not found.answers[1].checkable:
        start = _("Attendance of class {name} cannot be told").format(name=found.one.name)
    elif not now.held:
        start = _("In {month} no lessons of class {name} have been recorded").format(
            month=formats.sentence(month), name=found.one.name
        )
    else:
        start = _("In {month} class {name} attended {share} of the lessons").format(
            month=formats.sentence(month), name=found.one.name, share=formats.share(now.attended, now.held)
        )
    return ", ".join([start, *filter(None, (_to_decide(found), _to_reach(found)))])


def _to_decide(found: Found) -> str:
    if found.undecided is None:
        return ""
    if not (count := len(found.undecided)):
        return _("every absence is decided")
    return ngettext("{count} absence is left to decide", "{count} absences are left to decide", count).format(
        count=formats.number(count)
    )


def _to_reach(found: Found) -> str:
    if found.parents is None or not found.parents[0]:
        return ""
    count = found.parents[0]
    return ngettext("{count} parent never logged in", "{count} parents never logged in", count).format(count=count)


def under(found: Found) -> list[str]:
    """The grey line: school, class, month, as of when, from which import."""
    year = found.place.year
    return [
        found.place.school.name,
        _("class {name}").format(name=found.one.name),
        formats.month(found.month),
        _("as of {moment}").format(moment=formats.moment(year.as_of)),
        _("imported {moment}").format(moment=formats.moment(year.imported_at)),
    ]


def tiles(found: Found) -> list[Tile]:
    """The numbers of the month, and what waits; none of which nothing is known."""
    now, then, before = found.now, found.then, found.before
    numbers = []
    if now.held:
        per = formats.number(now.missed / now.pupils, 1) if now.pupils else formats.NOTHING
        numbers += [
            Tile(
                _("Attended"),
                formats.share(now.attended, now.held),
                ngettext("{part} of {whole} pupil's lesson", "{part} of {whole} pupils' lessons", now.held).format(
                    part=formats.number(now.attended), whole=formats.number(now.held)
                ),
                compare.shares(now.attended, now.held, then.attended, then.held, before),
            ),
            Tile(
                _("Missed"),
                formats.number(now.missed),
                _("{hours} per pupil; pupils: {pupils}").format(hours=per, pupils=formats.number(now.pupils)),
                compare.counts(now.missed, then.missed, then.held, before),
            ),
            Tile(
                _("Unjustified"),
                formats.number(now.unjustified),
                _("{share} of the lessons").format(share=formats.share(now.unjustified, now.held)),
                compare.counts(now.unjustified, then.unjustified, then.held, before),
                "missing" if now.unjustified else "met",
            ),
        ]
    if found.undecided is not None:
        numbers.append(_waiting(found))
    if found.parents is not None:
        never, all_parents = found.parents
        to_print = 0 if found.to_print is None else len(found.to_print)
        printed = ngettext("a report to print for {count} pupil", "a report to print for {count} pupils", to_print)
        numbers.append(
            Tile(
                _("Parents who never logged in"),
                formats.number(never),
                _("of {count}").format(count=formats.number(all_parents)),
                "" if found.to_print is None else printed.format(count=to_print),
                "pending" if never else "met" if all_parents else "",
            )
        )
    return numbers


def _waiting(found: Found) -> Tile:
    rows = found.undecided or []
    overdue = sum(1 for row in rows if row["status"] == "missing")
    if not rows:
        return Tile(_("Left to decide"), "0", _("since the year began"), state="met")
    oldest = max(row["age_days"] for row in rows)
    return Tile(
        _("Left to decide"),
        formats.number(len(rows)),
        ngettext("the oldest is {count} day old", "the oldest is {count} days old", oldest).format(count=oldest),
        _("past the term: {count}").format(count=formats.number(overdue)) if overdue else _("none is past its term"),
        "missing" if overdue else "pending",
    )


def lacking(found: Found) -> tuple[str, list[str]] | None:
    """What cannot be told for want of evidence, and what would tell it; nothing where all is known."""
    missing = measures.lacking(found.answers)
    if not missing:
        return None
    heading = ngettext("{count} measure cannot be told", "{count} measures cannot be told", len(missing))
    return heading.format(count=len(missing)), [
        f"{title}: {'; '.join(map(duty_words.lacking, needs))}." for title, needs in missing
    ]


def undecided_finding(found: Found) -> str:
    """How many absences wait, since when."""
    rows = found.undecided or []
    if not rows:
        return _("To decide: every absence is justified or unjustified")
    text = ngettext(
        "To decide: {count} absence, the oldest of {day}", "To decide: {count} absences, the oldest of {day}", len(rows)
    )
    return text.format(count=formats.number(len(rows)), day=formats.day(min(row["held_on"] for row in rows)))


def parents_finding(found: Found) -> str:
    """For how many pupils the month's report is to be printed."""
    count = len(found.to_print or ())
    if found.to_print is None:
        return _("Parents: for whom to print the month's report is not known")
    if not count:
        return _("Parents: everybody's report is read in the diary, nothing is to be printed")
    return ngettext(
        "Parents: the month's report is to be printed for {count} pupil",
        "Parents: the month's report is to be printed for {count} pupils",
        count,
    ).format(count=count)


def calendar_finding(found: Found) -> str:
    """The day on which most was missed."""
    if not any(row["held"] for row in found.days):
        return _("Day by day: no lessons are recorded")
    worst = max(found.days, key=lambda row: row["missed"], default=None)
    if worst is None or not worst["missed"]:
        return _("Day by day: nothing was missed")
    return _("Day by day: most was missed on {day} ({share})").format(
        day=formats.day(worst["day"]), share=formats.share(worst["missed"], worst["held"])
    )
