"""The sentences of a pupil's page: what goes well, what changed, what is missing."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from ediary_analytics import catalogue
from ediary_analytics.access import Reason
from ediary_analytics.answers import findings
from ediary_analytics.answers.findings import Finding
from ediary_analytics.answers.pupil import Pupil
from ediary_analytics.duty_words import lacking
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.web import formats
from ediary_analytics.web.choices import Place
from ediary_analytics.web.components import Said, Tile
from ediary_analytics.web.risk import signs

#: Kinds whose sentence names subjects, and nothing else that has to be counted.
_OF_SUBJECTS: Final = {
    "rising": N_("marks rise: {subjects}"),
    "falling": N_("marks fall: {subjects}"),
    "term_rose": N_("{term}: better by two points or more: {subjects}"),
    "term_fell": N_("{term}: worse by two points or more: {subjects}"),
    "negatives": N_("{term}: negative grades: {subjects}"),
    "strong": N_("strongest: {subjects}"),
    "best": N_("best so far: {subjects}"),
}
_BETWEEN: Final = {
    "missed_more": N_("in {month} missed {now} of the lessons, in {before} {then}"),
    "missed_less": N_("in {month} missed only {now} of the lessons, in {before} {then}"),
    "late_more": N_("late more often: {count} in {month}, {then} in {before}"),
    "late_less": N_("late less often: {count} in {month}, {then} in {before}"),
    "remark_more": N_("more remarks: {count} in {month}, {then} in {before}"),
    "remark_less": N_("fewer remarks: {count} in {month}, {then} in {before}"),
    "praise_more": N_("more praise: {count} in {month}, {then} in {before}"),
    "praise_less": N_("less praise: {count} in {month}, {then} in {before}"),
}


def identity(found: Pupil) -> tuple[str, str | None]:
    """Name and class."""
    (who,) = found.identity.to_pylist()
    name = " ".join(filter(None, (who["last_name"], who["first_name"]))) or who["pupil_id"]
    return name, who["class_name"]


def answer(found: Pupil) -> str:
    """The title: who it is, and the first thing that goes well."""
    name, class_name = identity(found)
    who = f"{name}, {class_name}" if class_name else name
    well = findings.well(found)
    return f"{who}: {sentence(well[0])}" if well else who


def under(place: Place, reasons: Sequence[Reason]) -> list[str]:
    """The grey line: which school, as of when, and why this pupil can be seen."""
    parts = [place.school.name, _("as of {moment}").format(moment=formats.moment(place.year.as_of))]
    if reasons:
        why = "; ".join(dict.fromkeys(map(str, reasons)))
        parts.append(_("you see this pupil as: {why}").format(why=why))
    return parts


def said(found: Pupil) -> list[Said]:
    """The three lists, in the order in which one talks about a child."""
    parts = (
        (_("What goes well"), findings.well(found), _("The data says nothing yet: ask the pupil.")),
        (_("What changed"), findings.changed(found), _("Nothing that stands out.")),
        (_("What is missing"), findings.missing(found), _("Nothing that the diary knows of.")),
    )
    return [(heading, [formats.sentence(sentence(one)) for one in what] or [none]) for heading, what, none in parts]


def sentence(one: Finding) -> str:
    """A finding in words, beginning small."""
    values = one.values
    if one.kind in _OF_SUBJECTS:
        return of_subjects(one.kind, values["subjects"], values.get("term"))
    if one.kind in _BETWEEN:
        return between(one.kind, values)
    return _COUNTED[one.kind](values)


def _subject(one: str | tuple[str, float]) -> str:
    return one if isinstance(one, str) else f"{one[0]} {formats.number(one[1], 1)}"


def of_subjects(kind: str, subjects: Sequence[str | tuple[str, float]], term: str | None = None) -> str:
    """A finding that names subjects, each perhaps with its mean."""
    return _(_OF_SUBJECTS[kind]).format(subjects=", ".join(map(_subject, subjects)), term=term)


def between(kind: str, values: dict[str, Any]) -> str:
    """What changed from the month ``before`` to ``month``."""
    text, months = _(_BETWEEN[kind]), {name: formats.month_accusative(values[name]) for name in ("month", "before")}
    if "part" in values:
        now = formats.share(values["part"], values["whole"])
        return text.format(now=now, then=formats.share(values["part_before"], values["whole_before"]), **months)
    return text.format(count=values["count"], then=values["count_before"], **months)


def _attends(values: dict[str, Any]) -> str:
    return _("attends {share} of the lessons").format(share=formats.share(values["part"], values["whole"]))


def _praised(values: dict[str, Any]) -> str:
    return ngettext("praised {count} time", "praised {count} times", values["count"]).format(**values)


def _all_justified(values: dict[str, Any]) -> str:
    return ngettext(
        "{count} missed lesson, and it is excused", "{count} missed lessons, and all are excused", values["count"]
    ).format(**values)


def _open(values: dict[str, Any]) -> str:
    text = ngettext("{count} missed lesson is not decided", "{count} missed lessons are not decided", values["count"])
    return text.format(**values)


def _unjustified(values: dict[str, Any]) -> str:
    text = ngettext("{count} lesson missed without excuse", "{count} lessons missed without excuse", values["count"])
    return text.format(**values)


def _unknown(values: dict[str, Any]) -> str:
    text = ngettext(
        "of {count} lesson it is not known whether the pupil was there: it is not recorded",
        "of {count} lessons it is not known whether the pupil was there: they are not recorded",
        values["count"],
    )
    return text.format(**values)


def _duty(values: dict[str, Any]) -> str:
    title = catalogue.obligations()[values["obligation"]].title
    text = ngettext(
        "still to be entered: {title}, {count} time", "still to be entered: {title}, {count} times", values["count"]
    )
    return text.format(title=title, count=values["count"])


def _class(values: dict[str, Any]) -> str:
    text = _("since {day} in class {now}, before in {before}")
    return text.format(day=formats.day(values["day"]), now=values["now"], before=values["before"])


_COUNTED: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "attends": _attends,
    "praised": _praised,
    "all_justified": _all_justified,
    "never_late": lambda _values: _("never late"),
    "no_negatives": lambda values: _("{term}: all grades are positive").format(**values),
    "open": _open,
    "unjustified": _unjustified,
    "unknown": _unknown,
    "duty": _duty,
    "class": _class,
}


def tiles(found: Pupil, *, sees_remarks: bool, sees_risk: bool) -> list[Tile]:
    """Attendance, lateness, marks, remarks and, for whoever may see it, the level of risk."""
    total = {name: sum(found.attendance[name].to_pylist()) for name in ("held", "missed", "late")}
    numbers = []
    if total["held"]:
        numbers += [
            Tile(
                _("Attended"),
                formats.share(total["held"] - total["missed"], total["held"]),
                ngettext("of {count} lesson held", "of {count} lessons held", total["held"]).format(
                    count=formats.number(total["held"])
                ),
                _newest(found),
            ),
            Tile(
                _("Late"),
                formats.number(total["late"]),
                ngettext("time since the year began", "times since the year began", total["late"]),
            ),
        ]
    in_points = [row for row in found.marks.to_pylist() if row["points"] is not None and row["in_average"]]
    if in_points:
        mean = sum(row["points"] for row in in_points) / len(in_points)
        of = ngettext("of {count} mark", "of {count} marks", len(in_points)).format(count=len(in_points))
        numbers.append(Tile(_("Mean mark"), formats.number(mean, 1), of))
    if sees_remarks and "remarks" not in found.unknown["measure"].to_pylist():
        kinds = {
            kind: sum(row["remarks"] for row in found.remarks.to_pylist() if row["kind"] == kind)
            for kind in ("praise", "remark")
        }
        numbers.append(Tile(_("Praise"), formats.number(kinds["praise"]), _remarks(kinds["remark"])))
    level = {row["part"]: row["numerator"] for row in found.levels.to_pylist()}
    if sees_risk and level:
        letters = signs.level({part: points for part, points in level.items() if part != "total" and points})
        than = "" if sees_remarks else _("without remarks, which your role does not see")
        of = _("{part} of {whole}").format(part=level["total"], whole=6)
        numbers.append(Tile(_("Level of risk"), of, letters, than))
    return numbers


def _remarks(count: int) -> str:
    return ngettext("and {count} remark", "and {count} remarks", count).format(count=count)


def _newest(found: Pupil) -> str:
    months = [row for row in found.attendance.to_pylist() if row["held"]]
    if not months:
        return ""
    now = months[-1]
    return _("in {month} {share}").format(
        month=formats.month_accusative(now["month"]), share=formats.share(now["held"] - now["missed"], now["held"])
    )


def unknown(found: Pupil, *, sees_remarks: bool) -> list[str]:
    """What nothing can be said of, and what evidence is missing."""
    titles = {name: catalogue.metrics()[name].text("title") for name in ("attendance_rate", "mean_mark")}
    titles |= {"remarks": _("Remarks")} if sees_remarks else {}
    titles |= {"never_logged_in": _("Guardians and the diary")} if found.guardians.num_rows else {}
    needs: dict[str, list[str]] = {}
    for row in found.unknown.to_pylist():
        if row["measure"] in titles:
            needs.setdefault(titles[row["measure"]], []).append(lacking(row["need"]))
    return [f"{title}: {'; '.join(lines)}." for title, lines in needs.items()]


def absence_finding(found: Pupil) -> str:
    """Over the calendar: on how many days anything was missed."""
    days = [row for row in found.days.to_pylist() if row["missed"]]
    if "attendance_rate" in found.unknown["measure"].to_pylist():
        return _("Attendance: nothing is known")
    if not found.days.num_rows:
        return _("Attendance: no lessons are recorded")
    if not days:
        return _("Attendance: not a lesson missed")
    return ngettext(
        "Attendance: something missed on {count} day of {all}",
        "Attendance: something missed on {count} days of {all}",
        len(days),
    ).format(count=len(days), all=found.days.num_rows)


def marks_finding(found: Pupil) -> str:
    """Over the marks: of how many subjects."""
    count = found.subjects.num_rows
    if not count:
        return _("Marks: none yet")
    return ngettext("Marks of {count} subject", "Marks of {count} subjects", count).format(count=count)


def unknown_heading() -> str:
    """Over what cannot be told."""
    return _("Not everything can be told: evidence is missing")
