"""The lists of a pupil's page: months, subjects, signs of risk, flags, what is still to be entered, guardians."""

from itertools import groupby
from typing import Any

from ediary_analytics import duty_words, sign_words
from ediary_analytics.answers.at_risk import Sign
from ediary_analytics.answers.pupil import Pupil
from ediary_analytics.catalogue import obligations
from ediary_analytics.i18n import N_, _
from ediary_analytics.web import formats
from ediary_analytics.web.risk import signs
from ediary_analytics.web.table import Block, Cell, Column, Row, Table

_FLAGS = {
    "risk_group": N_("risk group"),
    "support": N_("support of specialists"),
    "home_schooling": N_("taught at home"),
    "adapted_programme": N_("adapted programme"),
    "individual_programme": N_("individual programme"),
    "summer_work": N_("work for the summer"),
    "placement": N_("placed elsewhere"),
}


def months(found: Pupil, *, sees_remarks: bool) -> Table:
    """By month: lessons, absences by reason, lateness, remarks; a month opens to the lessons missed."""
    columns = [
        Column(_("Month")),
        Column(_("Lessons held"), "number", wide=True),
        Column(_("Missed"), "number"),
        Column(_("Attended, %"), "number"),
        Column(_("Illness"), "number", wide=True),
        Column(_("Other reason"), "number", wide=True),
        Column(_("Without excuse"), "number"),
        Column(_("Not decided"), "number"),
        Column(_("Late"), "number"),
        *([Column(_("Praise"), "number"), Column(_("Remarks"), "number")] if sees_remarks else []),
    ]
    told = {(row["month"], row["kind"]): row["remarks"] for row in found.remarks.to_pylist()}
    absences = found.absences.to_pylist()
    rows = []
    for row in reversed(found.attendance.to_pylist()):
        month = row["month"]
        cells: list[Cell] = [
            formats.sentence(formats.month(month)),
            formats.number(row["held"]),
            _count(row["missed"]),
            _percent(row["held"] - row["missed"], row["held"]),
            *(_count(row[part]) for part in ("illness", "other", "unjustified", "open", "late")),
            *([_count(told.get((month, kind), 0)) for kind in ("praise", "remark")] if sees_remarks else []),
        ]
        behind = [one for one in absences if one["day"].strftime("%Y-%m") == month]
        rows.append(Row(month, cells, [_absences(behind)], shut=not behind))
    return Table(_("By month"), columns, rows)


def _absences(rows: list[dict[str, Any]]) -> Block:
    lines: list[list[Cell]] = []
    for (day, what), part in groupby(rows, key=lambda row: (row["day"], row["what"])):
        lessons = list(part)
        numbers = ", ".join(formats.number(row["lesson_no"]) for row in lessons if row["lesson_no"] is not None)
        subjects = ", ".join(dict.fromkeys(row["subject"] for row in lessons if row["subject"]))
        lines.append([formats.day(day), signs.what(what), numbers, subjects])
    columns = [Column(_("Day")), Column(_("What")), Column(_("Lessons")), Column(_("Subjects"))]
    return Block(columns=columns, rows=lines)


def subjects(found: Pupil) -> Table:
    """By subject: marks, mean, trend, term grades; a subject opens to its marks."""
    terms = {row["term_id"]: row["term"] for row in reversed(found.terms.to_pylist())}
    grades = {(row["subject_id"], row["term_id"]): row["value"] for row in found.terms.to_pylist()}
    rows = found.subjects.to_pylist()
    known = {row["subject_id"] for row in rows}
    others = {row["subject_id"]: row["subject"] for row in found.terms.to_pylist() if row["subject_id"] not in known}
    marks = found.marks.to_pylist()
    in_points = any(row["in_points"] for row in rows)  # the little ones get letters only
    columns = [
        Column(_("Subject")),
        Column(_("Marks"), "number"),
        *([Column(_("Mean"), "number"), Column(_("Points a month"), "number")] if in_points else []),
        Column(_("Newest"), wide=True),
        *(Column(name, "number") for name in terms.values()),
    ]
    lines = []
    for row in rows:
        cells: list[Cell] = [
            row["subject"] or formats.NOTHING,
            formats.number(row["marks"]),
            *([formats.number(row["mean"], 1), _slope(row["trend"])] if in_points else []),
            formats.day(row["newest_on"]),
            *(grades.get((row["subject_id"], term)) or "" for term in terms),
        ]
        own = [one for one in reversed(marks) if one["subject_id"] == row["subject_id"]]
        block = Block(
            columns=[Column(_("Day")), Column(_("Mark"))],
            rows=[[formats.day(one["day"]), one["value"]] for one in own],
        )
        lines.append(Row(row["subject_id"] or "-", cells, [block]))
    for subject_id, subject in others.items():
        graded = [grades.get((subject_id, term)) or "" for term in terms]
        nothing: list[Cell] = [subject or formats.NOTHING, *[formats.NOTHING] * (4 if in_points else 2), *graded]
        lines.append(Row(f"{subject_id} graded", nothing, shut=True))
    return Table(_("By subject"), columns, lines)


def _slope(value: float | None) -> str:
    if value is None:
        return formats.NOTHING
    sign = "+" if round(value, 1) > 0 else ""
    return f"{sign}{formats.number(value, 1)}"


def risk_signs(found: Pupil) -> Table:
    """Each sign that fired, with its bound; it opens to the rows behind it."""
    columns = [
        Column(_("Sign")),
        Column(_("Letter")),
        Column(_("Value"), "number"),
        Column(_("Fires"), "number"),
        Column(_("Points"), "number"),
    ]
    rows = found.evidence.to_pylist()
    lines = []
    for row in found.signs.to_pylist():
        sign = Sign.of(row)
        cells: list[Cell] = [
            sign_words.title(sign.fired_by),
            {"text": sign.letter, "note": _(signs.LETTERS[sign.letter])},
            sign_words.figure(sign.fired_by, sign.value),
            signs.bound(sign),
            formats.number(sign.points),
        ]
        lines.append(Row(sign.fired_by, cells, signs.blocks((sign,), rows)))
    return Table(_("Signs of risk"), columns, lines)


def flags(found: Pupil) -> Table:
    """What the diary says of the pupil over time, what holds now first."""
    columns = [Column(_("What")), Column(_("About")), Column(_("Since")), Column(_("Until"))]
    rows = sorted(found.flags.to_pylist(), key=lambda row: not row["is_active"])
    lines = [
        Row(
            f"{number}",
            [
                formats.sentence(_flag(row["kind"] or "")),
                row["detail"] or "",
                formats.day(row["since"]),
                formats.day(row["until"]) if row["until"] else _("now"),
            ],
            quiet=not row["is_active"],
            shut=True,
        )
        for number, row in enumerate(rows)
    ]
    return Table(_("Support and agreements"), columns, lines)


def _flag(kind: str) -> str:
    """The kind of a flag in words; one that is not of the contract as it stands."""
    return _(_FLAGS[kind]) if kind in _FLAGS else kind


def duties(found: Pupil) -> Table:
    """What others still have to enter about the pupil, the oldest first."""
    columns = [Column(_("Duty")), Column(_("Day")), Column(_("Due")), Column(_("Status"))]
    lines = [
        Row(
            f"{number}",
            [
                obligations()[row["obligation"]].title,
                formats.day(row["on_date"]),
                formats.moment(row["due_at"]),
                {"text": duty_words.status(row["status"]), "state": row["status"]},
            ],
            shut=True,
        )
        for number, row in enumerate(found.duties.to_pylist())
    ]
    return Table(_("Still to be entered"), columns, lines)


def guardians(found: Pupil) -> Table:
    """The guardians and when they looked into the diary last; a dash where the export does not tell."""
    known = "never_logged_in" not in found.unknown["measure"].to_pylist()
    columns = [Column(_("Guardian")), Column(_("Last login")), Column(_("Days with a login, of 30"), "number")]
    lines = []
    for row in found.guardians.to_pylist():
        name = " ".join(filter(None, (row["last_name"], row["first_name"]))) or row["guardian_id"]
        last = formats.moment(row["last_login_at"]) if row["last_login_at"] else _("never")
        if not row["has_account"]:
            last = _("has no account")
        count = _count(row["days_lately"])
        if not known:
            last = count = formats.NOTHING
        note = {"note": _("wants reports on paper")} if row["wants_print"] else {}
        lines.append(Row(row["guardian_id"], [{"text": name, **note}, last, count], shut=True))
    return Table(_("Guardians"), columns, lines)


def _count(value: int) -> Cell:
    return formats.number(value) if value else {"text": "·", "state": "zero"}


def _percent(part: int, whole: int) -> str:
    return formats.points(formats.tenths(part, whole)) if whole else formats.NOTHING
