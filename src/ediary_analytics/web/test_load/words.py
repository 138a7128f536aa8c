"""The sentences of the page test_load: how heavy the load is, where it meets, what comes."""

from ediary_analytics.i18n import _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.components import Tile
from ediary_analytics.web.test_load.found import Found
from ediary_analytics.web.test_load.picture import weekly


def answer(found: Found) -> str:
    """The title: on how many days tests meet, and how many come."""
    what = found.term.name
    if not found.load.checkable:
        return _("{what}: the load of tests cannot be told").format(what=what)
    if not found.tests:
        return _("{what}: no tests are marked in the diary").format(what=what)
    days, coming = len({(one.class_id, one.held_on) for one in found.crowded}), len(found.coming)
    if days:
        first = ngettext(
            "{what}: on {days} day of a class tests meet", "{what}: on {days} days of a class tests meet", days
        )
    elif found.partial:
        first = _("{what}: on no day tests of your subjects meet in a class")
    else:
        first = _("{what}: on no day tests of a class meet")
    second = ngettext("{count} test is coming", "{count} tests are coming", coming) if coming else _("none is coming")
    return f"{first.format(what=what, days=days)}, {second.format(count=coming)}"


def under(found: Found) -> list[str]:
    """The grey line: school, days, the limit of the rules, as of when."""
    parts = [
        found.place.school.name,
        _("{since} to {until}").format(since=formats.day(found.term.starts_on), until=formats.day(found.term.ends_on)),
        limit(found),
        _("as of {moment}").format(moment=formats.moment(found.place.year.as_of)),
    ]
    return [*parts, _("only the tests of your subjects")] if found.partial else parts


def limit(found: Found) -> str:
    """What the rules say of tests on one day."""
    count = found.limits.tests_a_day
    if count is None:
        return _("the rules set no limit: days with more than one test are shown")
    return ngettext(
        "by the rules no more than {count} test a day for a pupil",
        "by the rules no more than {count} tests a day for a pupil",
        count,
    ).format(count=count)


def tiles(found: Found) -> list[Tile]:
    """The numbers, each with what it is of."""
    if not found.tests:
        return []
    known = [line.weekly for line in found.lines if line.weekly]
    part, whole = sum(part for part, _whole in known), sum(whole for _part, whole in known)
    numbers = []
    if whole:
        text = _("{tests} tests in {weeks} weeks of classes")
        of = text.format(tests=formats.number(part), weeks=formats.number(whole))
        numbers.append(Tile(_("Tests of a class a week"), formats.number(part / whole, 2), of))
    days, classes = len(found.crowded), sum(1 for line in found.lines if line.crowded)
    ruled = found.limits.tests_a_day is not None
    at = ngettext("in {count} class", "in {count} classes", classes).format(count=classes) if days else limit(found)
    # where other subjects' tests are not seen, none found is not none
    state = ("missing" if days else "" if found.partial else "met") if ruled else ""
    name = _("Days over the limit") if ruled else _("Days with several tests")
    numbers.append(Tile(name, formats.number(days), at, state=state))
    coming = found.coming
    soon = sum(1 for one in coming if (one.held_on - found.today).days <= _WEEK)
    numbers.append(
        Tile(_("Coming"), formats.number(len(coming)), _("{count} of them within a week").format(count=soon))
    )
    if (notice := found.limits.notice_days) is not None:
        short = sum(1 for one in found.tests if found.limits.is_short(one, found.today))
        # what can still be announced in time is neither
        told = short + sum(1 for one in found.tests if one.announced_at and not found.limits.is_short(one, found.today))
        share = _("{share} of {count}").format(share=formats.share(short, told), count=formats.number(told))
        name = ngettext(
            "Announced less than {count} day ahead", "Announced less than {count} days ahead", notice
        ).format(count=notice)
        numbers.append(Tile(name, formats.number(short), share, state="late" if short else "met" if told else ""))
    return numbers


_WEEK = 7


def busiest(found: Found) -> str:
    """The week in which a class writes most, as a sentence."""
    counts = weekly(found)
    if not counts:
        return _("No tests are marked")
    (class_id, monday), most = max(counts.items(), key=lambda one: (one[1], one[0][1], one[0][0]))
    text = ngettext(
        "Most: {name}, {count} test in the week of {day}", "Most: {name}, {count} tests in the week of {day}", most
    )
    name = found.place.year.class_names.get(class_id, class_id)
    return text.format(name=name, count=most, day=formats.day(monday))
