"""The sentences of the administration: is the diary set up, is it in order."""

from typing import Final

from ediary_analytics.answers.administration import Order, Row
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.choices import Choice
from ediary_analytics.web.components import Tile
from ediary_analytics.web.my_duties import words as duty_words
from ediary_analytics.web.register import words as register_words

#: What the year needs: the title of each item, the tables that show it, and what to do where it lacks.
ITEMS: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "terms": (N_("Every class has its school year"), ("terms", "classes"), N_("Enter the terms of these grades.")),
    "closures": (N_("Vacations are entered"), ("closures", "terms"), N_("Enter the vacations and days off.")),
    "class_heads": (N_("Every class has its head"), ("classes",), N_("Name the class heads.")),
    "group_teachers": (N_("Every group has its teacher"), ("groups",), N_("Name the teachers of these groups.")),
    "group_members": (
        N_("Every group has pupils"),
        ("group_members", "groups"),
        N_("Put the pupils into these groups."),
    ),
    "timetable": (N_("Every group of lessons has a timetable"), ("timetable", "groups"), N_("Enter the timetable.")),
    "pupil_classes": (
        N_("Every pupil has a class"),
        ("enrolments", "pupils"),
        N_("Assign the pupils to their classes."),
    ),
}

#: Of whoever has no class nobody sees who sees some grades only.
_OF_ALL_ONLY: Final = "pupil_classes"


def under(choice: Choice, found: Order) -> list[str]:
    """The grey line: which school, of which grades where it is not of all, by which rules, as of when."""
    school, *rest = duty_words.under(choice)
    return [school, *filter(None, [_grades(found)]), *rest]


def _grades(found: Order) -> str:
    return register_words.grades(range(found.grades[0], found.grades[1] + 1)) if found.grades else ""


def left_out(found: Order) -> str:
    """What of the school year stands in no grade's list."""
    if not found.grades:
        return ""
    text = _("Told of {grades}: groups without class and pupils and what is noted of the whole school are left out.")
    return text.format(grades=_grades(found))


def of_data(found: Order) -> str:
    """Which rows were not looked at."""
    if not found.grades:
        return ""
    text = _("Told of {grades}: the registry and rows that are of no class or pupil were not looked at.")
    return text.format(grades=_grades(found))


def of_all_only(name: str, found: Order) -> bool:
    """Whether an item can be told of the whole school only, and it is not the whole school that is told of."""
    return bool(found.grades) and name == _OF_ALL_ONLY


def items(found: Order) -> list[Row]:
    """The items of the year: those examined, and those that cannot be for want of a table."""
    examined = {item["item"]: item for item in found.items}
    return [
        examined.get(name, {"item": name, "examined": 0, "lacking": 0, "titles": None})
        for name in ITEMS
        if name in examined or unseen(name, found)
    ]


def unseen(name: str, found: Order) -> list[str]:
    """The tables for want of which nobody can tell how an item stands."""
    return [table for table in ITEMS[name][1] if not found.has(table)]


def known(found: Order) -> list[Row]:
    """The items of which one can tell how they stand."""
    return [item for item in items(found) if not (unseen(item["item"], found) or of_all_only(item["item"], found))]


def lacking(found: Order) -> list[Row]:
    """The items of the year that are known to lack something."""
    return [item for item in known(found) if item["lacking"]]


def unset(found: Order) -> list[str]:
    """The settings that the school has not confirmed."""
    needs = (need for needs in found.lacking.values() for need in needs if need.startswith("setting "))
    return list(dict.fromkeys(need.removeprefix("setting ") for need in needs))


def matters(found: Order) -> int:
    """How many matters there are to put in order, besides the setting up."""
    return len(unset(found)) + found.without_act + len(found.faults)


def answer(found: Order) -> str:
    """The title, with the grades that it is of where these are not all."""
    return f"{_answer(found)} ({_grades(found)})" if found.grades else _answer(found)


def _answer(found: Order) -> str:
    if not known(found):
        return _("Whether the diary is set up cannot be told")
    count, other = len(lacking(found)), matters(found)
    if count:
        text = ngettext(
            "The diary is not set up yet: {n} thing lacks", "The diary is not set up yet: {n} things lack", count
        )
        return text.format(n=formats.number(count))
    if len(known(found)) < len(items(found)):
        return _("What can be seen is set up; not everything can be seen")
    if other:
        text = ngettext(
            "The diary is set up, {n} matter to put in order", "The diary is set up, {n} matters to put in order", other
        )
        return text.format(n=formats.number(other))
    return _("The diary is set up and in order")


def tiles(found: Order) -> list[Tile]:
    """What of the year is set up, the months locked, what was changed after, what is faulty, what is unknown."""
    whole, seen = len(items(found)), len(known(found))
    well = seen - len(lacking(found))
    months = sorted({row["month"] for row in found.locks})
    shut = [month for month in months if all(row["is_locked"] for row in found.locks if row["month"] == month)]
    unknown = len(found.lacking)
    open_now = [month for month in months if month not in shut]
    locked = Tile(_("Locked months"), formats.NOTHING, _hidden(found, _("the export has no locks")), state="unchecked")
    if found.has("locks"):
        locked = Tile(
            _("Locked months"),
            f"{len(shut)}",
            _("of {n} that have begun").format(n=len(months)),
            _("open: {months}").format(months=", ".join(map(formats.month_name, open_now))) if open_now else "",
        )
    without = _hidden(found, _("the export has no history"))
    changes = Tile(_("Changes after the lock"), formats.NOTHING, without, state="unchecked")
    if found.has("changes", "locks"):
        bare = found.without_act
        changes = Tile(
            _("Changes after the lock"),
            formats.number(len(found.changes)),
            _("unlocked {n} times").format(n=formats.number(len(found.unlockings))),
            _("{n} without an act").format(n=formats.number(bare)),
            "missing" if bare else "met",
        )
    return [
        Tile(
            _("Set up"),
            f"{well}",
            _("of {n} things that the year needs").format(n=whole),
            _("{n} cannot be seen").format(n=whole - seen) if seen < whole else "",
            "met" if well == whole else "missing" if lacking(found) else "unchecked",
        ),
        locked,
        changes,
        Tile(
            _("Faulty rows"),
            formats.number(found.faulty_rows),
            ngettext("{n} rule looked at", "{n} rules looked at", found.rules).format(n=formats.number(found.rules)),
            ngettext("{n} rule is broken", "{n} rules are broken", len(found.faults)).format(n=len(found.faults)),
            "late" if found.faults else "met" if found.rules else "unchecked",
        ),
        Tile(
            _("Duties not checkable"),
            formats.number(unknown),
            _("for want of evidence or settings"),
            "",
            "unchecked" if unknown else "met",
        ),
    ]


def _hidden(found: Order, lacking: str) -> str:
    """Why a number is not told."""
    return _("told of the whole school only") if found.grades else lacking


def definitions() -> list[tuple[str, str]]:
    """What the words of the page mean, for its foot."""
    return [
        (_("Set up"), _("what teachers need before they can fill the diary in: terms, groups, timetable, class heads")),
        (_("Locked"), _("the month is locked for the whole school or for the class, and not unlocked since")),
        (_("Change after the lock"), _("attendance, a grade or a result changed after its period was locked")),
        (_("Faulty row"), _("a row of the data that contradicts another one or the rules of the export")),
    ]
