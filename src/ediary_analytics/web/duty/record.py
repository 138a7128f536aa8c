"""What stands behind one duty: the lesson or other matter it is about, what is recorded, what lacks, the rule."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st
from babel.dates import get_day_names

from ediary_analytics import catalogue, duty_words, i18n
from ediary_analytics.answers import duties
from ediary_analytics.answers.duties import Record
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.policy import Imposed
from ediary_analytics.web import data, formats
from ediary_analytics.web.table import Block

#: Parts of a lesson's record, in the order in which a diary has them.
_CONTENT = {
    "topic": N_("Topic:"),
    "objectives": N_("Objectives:"),
    "classwork": N_("Classwork:"),
    "homework": N_("Homework:"),
}


@st.cache_data(max_entries=512, show_spinner=False)
def look(view: data.View, policy: str, key: str) -> Record | None:
    """The record of that key, as far as the view reaches."""
    with data.root(view).cursor() as con:
        return duties.look(con, policy, key)


def title(line: dict[str, Any]) -> str:
    """What the record is about, in one line: the day, the class, the subject, what of it."""
    about = duty_words.detail(line["obligation"], line["detail"])
    known = (formats.day(line["on_date"]), line["class_name"], line["subject"], line["pupil"], about)
    return ", ".join(part for part in known if part)


def blocks(record: Record, imposed: Imposed) -> list[Block]:
    """The record in three parts: where it stands, what is recorded, and the rule."""
    return [
        Block(_("The record"), facts=_standing(record)),
        *(Block(_("In the diary"), facts=_lesson(record.line, lesson)) for lesson in record.lessons),
        Block(_("The rule"), facts=_rule(imposed)),
    ]


def show(parts: Sequence[Block]) -> None:
    """Those parts side by side on a page."""
    html = ""
    for part in parts:
        facts = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in part.facts)
        html += f'<section><h3>{escape(part.title)}</h3><dl class="ed-facts">{facts}</dl></section>'
    st.html(f'<div class="ed-record">{html}</div>')


def _standing(record: Record) -> list[tuple[str, str]]:
    line = record.line
    due, done = line["due_at"], line["done_at"]
    seconds = due is not None and done is not None and due.replace(second=0) == done.replace(second=0)
    lesson = record.lessons[0] if record.lessons else {}
    number = lesson.get("lesson_no")
    late = line["days_late"]
    facts = [
        (_("Day:"), _weekday(line["on_date"])),
        (_("Lesson:"), f"{number}" if number else ""),
        (_("Class:"), line["class_name"]),
        (_("Subject:"), line["subject"]),
        (_("Group:"), lesson.get("group_name")),
        (_("Whose duty:"), line["person"] or _("Unknown whose duty")),
        (_("Pupil:"), line["pupil"]),
        (_("About:"), "" if number else duty_words.detail(line["obligation"], line["detail"])),
        (_("Due:"), formats.moment(due, seconds=seconds)),
        (_("Entered:"), formats.moment(done, seconds=seconds) if done else _("not yet")),
        (_("Late:"), ngettext("{n} day", "{n} days", late).format(n=late) if late and late > 0 else ""),
        (_("Status:"), formats.sentence(duty_words.status(line["status"]))),
    ]
    return [(term, text) for term, text in facts if text]


def _weekday(day: Any) -> str:
    if day is None:
        return ""
    name = get_day_names("wide", locale=i18n.language())[day.weekday()]
    return f"{formats.day(day)}, {name}"


def _lesson(line: dict[str, Any], lesson: dict[str, Any]) -> list[tuple[str, str]]:
    facts = [
        (_("By the timetable:"), lesson["planned_staff"]),
        (_("Substitutes:"), lesson["substitute"]),
    ]
    if lesson["lesson_id"] is None:
        facts.append((_("Recorded:"), _("nothing: the lesson has no record")))
        facts.append((_("Lacking:"), _("the whole record: topic, attendance, homework; or why it did not take place")))
        return [(term, text) for term, text in facts if text]
    facts += [
        (_("Recorded by:"), lesson["recorded_by"]),
        (_("Filled in:"), formats.moment(lesson["filled_at"])),
        (_("Not held:"), "" if lesson["is_held"] else lesson["not_held_reason"]),
        *((_(term), (lesson[name] or "").strip()) for name, term in _CONTENT.items()),
        (_("Together with:"), lesson["integrated_with"]),
    ]
    absent, late, grades = (formats.number(lesson[name]) for name in ("absent", "late", "grades"))
    facts.append((_("Marked:"), _("absent {absent}, late {late}, grades {grades}").format(
        absent=absent, late=late, grades=grades
    )))  # fmt: skip
    if catalogue.obligations()[line["obligation"]].detail == "blanks" and line["detail"]:
        facts.append((_("Lacking:"), duty_words.words(line["detail"])))
    return [(term, text) for term, text in facts if text]


def _rule(imposed: Imposed) -> list[tuple[str, str]]:
    rule = imposed.obligation
    return [
        (_("Duty:"), rule.text("duty")),
        (_("Why:"), rule.text("why")),
        (_("Clause:"), imposed.cited),
        (_("What to do:"), rule.text("remedy")),
    ]
