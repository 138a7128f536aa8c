"""The lists of the fill check as files: every duty, every person, every record."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.answers.fill_check import Person, Tally
from ediary_analytics.i18n import _
from ediary_analytics.policy import Imposed
from ediary_analytics.standing import STATUSES, Verdict
from ediary_analytics.web import formats, trace
from ediary_analytics.web.fill_check import words as fill_words
from ediary_analytics.web.fill_check.tables import failed_duties, name_of, state_of, status_word


def duties(found: Sequence[Verdict]) -> pa.Table:
    """By duty, as a file; shares are numbers from 0 to 100."""
    names = [_("Duty"), _("Clause"), *(formats.sentence(status_word(status)) for status in STATUSES)]
    names += [_("In time, %"), _("Threshold, %"), _("Against the threshold")]
    lines = [
        (
            duty.imposed.obligation.title,
            duty.imposed.cited,
            *((getattr(duty, status) if duty.checkable else None) for status in STATUSES),
            formats.tenths(duty.met + duty.excused, duty.examined - duty.pending) / 10
            if duty.rate is not None
            else None,
            round(100 * duty.imposed.mostly, 1),
            state_of(duty)[1],
        )
        for duty in found
    ]
    return _file(names, lines)


def people(found: Sequence[Person], rules: dict[str, Imposed]) -> pa.Table:
    """By person, as a file: per duty one column of what is missing and one of what came late."""
    own = failed_duties(found, rules)
    names = [_("Person"), _("Not entered"), _("Entered late"), _("In time"), _("All whose term has passed")]
    for name in own:
        title = rules[name].obligation.title
        names += [f"{title}: {status_word('missing')}", f"{title}: {status_word('late')}"]
    lines = []
    for person in found:
        total = person.total
        counts = [person.duties.get(name, Tally()) for name in own]
        each = [value for tally in counts for value in (tally.missing, tally.late)]
        lines.append((name_of(person, rules), total.missing, total.late, total.in_time, total.due, *each))
    return _file(names, lines)


def records(found: pa.Table, rules: dict[str, Imposed]) -> pa.Table:
    """Every late and missing record, as a file, with what to do."""
    names = [_("Person"), _("Duty"), _("Clause"), _("Day"), _("Class"), _("Subject"), _("Pupil"), _("About")]
    names += [_("Due"), _("Entered"), _("Days late"), _("Status"), _("What to do")]
    lines = []
    for line in found.to_pylist():
        imposed = rules[line["obligation"]]
        about = fill_words.detail(line["obligation"], line["detail"])
        known = (line["class_name"], line["subject"], line["pupil"], about, line["due_at"], line["done_at"])
        status, remedy = status_word(line["status"]), imposed.obligation.text("remedy")
        lines.append(
            (
                line["person"],
                imposed.obligation.title,
                imposed.cited,
                line["on_date"],
                *known,
                line["days_late"],
                status,
                remedy,
            )
        )
    return trace.naming(_file(names, lines), found["pupil_id"].to_pylist())


def _file(names: Sequence[str], lines: Sequence[Sequence[object]]) -> pa.Table:
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column) for column in columns], names=list(names))
