"""The lists of a pupil's page as files; each row says whose it is."""

from collections.abc import Sequence

import pyarrow as pa

from ediary_analytics.answers.pupil import Pupil
from ediary_analytics.i18n import _
from ediary_analytics.web import trace
from ediary_analytics.web.pupil import words
from ediary_analytics.web.risk import signs


def absences(found: Pupil) -> pa.Table:
    """Every lesson missed or come to late."""
    name, class_name = words.identity(found)
    return _file(
        found,
        [_("Pupil"), _("Class"), _("Day"), _("Lesson"), _("Subject"), _("What")],
        [
            (name, class_name, row["day"], row["lesson_no"], row["subject"], signs.what(row["what"]))
            for row in found.absences.to_pylist()
        ],
    )


def marks(found: Pupil) -> pa.Table:
    """Every mark."""
    name, class_name = words.identity(found)
    return _file(
        found,
        [_("Pupil"), _("Class"), _("Subject"), _("Day"), _("Mark")],
        [(name, class_name, row["subject"], row["day"], row["value"]) for row in found.marks.to_pylist()],
    )


def term_grades(found: Pupil) -> pa.Table:
    """Every term grade."""
    name, class_name = words.identity(found)
    return _file(
        found,
        [_("Pupil"), _("Class"), _("Term"), _("Subject"), _("Grade")],
        [(name, class_name, row["term"], row["subject"], row["value"]) for row in found.terms.to_pylist()],
    )


def _file(found: Pupil, names: Sequence[str], lines: Sequence[Sequence[object]]) -> pa.Table:
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    made = pa.table([pa.array(column) for column in columns], names=list(names))
    return trace.naming(made, found.identity["pupil_id"].to_pylist() if lines else ())
