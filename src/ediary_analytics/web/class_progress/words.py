"""The sentences of the page class_progress: the answer, the comparison with the term before, the findings."""

from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.class_progress.found import Figure, Found, Line
from ediary_analytics.web.components import Tile

LEVELS = {
    "unsatisfactory": N_("unsatisfactory (1–3)"),
    "threshold": N_("threshold (4)"),
    "satisfactory": N_("satisfactory (5–6)"),
    "main": N_("main (7–8)"),
    "advanced": N_("advanced (9–10)"),
}


def mean(figure: Figure | None) -> str:
    """``7,62``; a dash where there is nothing."""
    return formats.number(figure[0] / figure[1], 2) if figure and figure[1] else formats.NOTHING


def percent(figure: Figure | None) -> str:
    """``96,4 %``."""
    return formats.share(*figure) if figure else formats.NOTHING


def signed(value: float, decimals: int = 2) -> str:
    """``+0,25``, ``−0,10``; ``0`` where it is none."""
    if not round(value, decimals):
        return "0"
    return f"{'+' if value > 0 else ''}{formats.number(value, decimals)}"


def change(figure: Figure | None) -> str:
    """A mean change with its sign."""
    return signed(figure[0] / figure[1]) if figure and figure[1] else formats.NOTHING


def about(found: Found) -> str:
    """What the answer is about: ``10a, Matematika, I trimestras``."""
    parts = [
        found.school_class.name if found.school_class else "",
        found.place.year.subjects.get(found.subject, found.subject) if found.subject else "",
        found.term.name,
    ]
    return ", ".join(filter(None, parts))


def answer(found: Found) -> str:
    """The title: how the term went, and how many fell behind."""
    what = about(found)
    if any(not one.checkable for one in found.answers if one.metric in ("success_rate", "mean_mark")):
        return _("{what}: progress cannot be told").format(what=what)
    if found.running:
        return _running(found, what)
    figure = found.whole.figure("success_rate")
    if figure is None:
        return _("{what}: too few pupils to be shown").format(what=what)
    failing = figure[1] - figure[0]
    if not failing:
        return _("{what}: nobody has a negative grade").format(what=what)
    text = ngettext(
        "{what}: {share} of pupils succeed, {count} has a negative grade",
        "{what}: {share} of pupils succeed, {count} have a negative grade",
        failing,
    )
    return text.format(what=what, share=formats.share(*figure), count=formats.number(failing))


def _running(found: Found, what: str) -> str:
    figure = found.whole.figure("mean_mark")
    if not found.lines:
        return _("{what}: there are no grades yet, and no marks in points").format(what=what)
    if figure is None:
        return _("{what}: too few pupils to be shown").format(what=what)
    return _("{what} is not graded yet: the mean of marks is {mean}").format(what=what, mean=mean(figure))


def under(found: Found) -> list[str]:
    """The grey line: school, days, and as of when."""
    term, year = found.term, found.place.year
    return [
        found.place.school.name,
        _("{since} to {until}").format(since=formats.day(term.starts_on), until=formats.day(term.ends_on)),
        _("as of {moment}").format(moment=formats.moment(year.as_of)),
    ]


def tiles(found: Found) -> list[Tile]:
    """The numbers, each with its denominator and the term before; none where nothing may be told."""
    return _mark_tiles(found) if found.running else _grade_tiles(found)


def _grade_tiles(found: Found) -> list[Tile]:
    whole, tiles = found.whole, []
    success, quality, grades = (whole.figure(name) for name in ("success_rate", "quality_rate", "mean_grade"))
    if success:
        tiles.append(Tile(_("Success"), percent(success), _pupils(success), _than(found, "success_rate")))
    if quality:
        tiles.append(
            Tile(
                _("Quality, lowest grade 7 or more"),
                percent(quality),
                _pupils(quality),
                _than(found, "quality_rate"),
            )
        )
    if grades:
        text = ngettext("of {count} grade in points", "of {count} grades in points", grades[1])
        number = formats.number(grades[1])
        tiles.append(Tile(_("Mean grade"), mean(grades), text.format(count=number), _than_mean(found)))
    moved, fell = whole.figure("term_change"), whole.figure("term_fall")
    if moved and moved[1]:
        text = ngettext(
            "the same pupil in the same subject: {count} pair",
            "the same pupil in the same subject: {count} pairs",
            moved[1],
        )
        tiles.append(
            Tile(_("Change since the term before"), change(moved), text.format(count=formats.number(moved[1])))
        )
    if fell and fell[1]:
        tiles.append(
            Tile(
                _("Fell by 2 points or more"),
                formats.number(fell[0]),
                _("{share} of the pairs").format(share=percent(fell)),
            )
        )
    elif (higher := whole.figure("mark_vs_mean", "higher")) and (lower := whole.figure("mark_vs_mean", "lower")):
        text = ngettext(
            "lower: {lower}; of {whole} pair of pupil and subject",
            "lower: {lower}; of {whole} pairs of pupil and subject",
            lower[1],
        )
        of = text.format(lower=percent(lower), whole=formats.number(lower[1]))
        tiles.append(Tile(_("Grade higher than the mean of marks"), percent(higher), of))
    return tiles


def _mark_tiles(found: Found) -> list[Tile]:
    whole = found.whole.figure("mean_mark")
    if whole is None:
        return []
    text = ngettext("of {count} mark", "of {count} marks", whole[1]).format(count=formats.number(whole[1]))
    tiles = [Tile(_("Mean of marks"), mean(whole), text)]
    months = sorted({month for mine in found.months.values() for month in mine})
    for month in months[-3:]:
        figures = [mine[month] for mine in found.months.values() if month in mine]
        if len(figures) == len(found.lines):
            total = (sum(part for part, _whole in figures), sum(whole for _part, whole in figures))
            count = ngettext("of {count} mark", "of {count} marks", total[1]).format(count=formats.number(total[1]))
            tiles.append(Tile(formats.sentence(formats.month_name(month)), mean(total), count))
    return tiles


def _pupils(figure: Figure) -> str:
    text = ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", figure[1])
    return text.format(part=formats.number(figure[0]), whole=formats.number(figure[1]))


def _than(found: Found, measure: str) -> str:
    now, then = found.whole.figure(measure), found.whole.before.get(measure)
    if not now or not then or not found.before:
        return ""
    points = formats.tenths(*now) - formats.tenths(*then)
    text = _("as in {term}")
    if points:
        text = _("{points} pp more than in {term}") if points > 0 else _("{points} pp less than in {term}")
    return text.format(points=formats.points(abs(points)), term=found.before.name)


def _than_mean(found: Found) -> str:
    now, then = found.whole.figure("mean_grade"), found.whole.before.get("mean_grade")
    if not now or not then or not found.before:
        return ""
    return _("{before} in {term}").format(before=mean(then), term=found.before.name)


def list_finding(found: Found) -> str:
    """Where the negative grades are, as a sentence."""
    if found.running:
        return _("By subject") if found.by_subject else _("By class")
    failing = [line for line in found.shown if _failing(line)]
    if not failing and len(found.shown) < len(found.lines):
        return _("By subject") if found.by_subject else _("By class")
    if not failing:
        return (
            _("Where: no class has a negative grade")
            if not found.by_subject
            else _("Where: no subject has a negative grade")
        )
    if found.by_subject:
        text = ngettext(
            "Where: negative grades in {count} subject", "Where: negative grades in {count} subjects", len(failing)
        )
    else:
        text = ngettext(
            "Where: negative grades in {count} class", "Where: negative grades in {count} classes", len(failing)
        )
    return text.format(count=len(failing))


def _failing(line: Line) -> int:
    figure = line.figure("success_rate")
    return figure[1] - figure[0] if figure else 0


def hidden(found: Found) -> str:
    """How many lines are not told of, and why; empty where there is none."""
    count = len(found.lines) - len(found.shown)
    if not count:
        return ""
    return ngettext(
        "{count} group is not shown: too few pupils, or it would give away one with too few.",
        "{count} groups are not shown: too few pupils, or they would give away one with too few.",
        count,
    ).format(count=count)
