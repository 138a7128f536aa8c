"""What can be said of a pupil's year: what goes well first, then what changed, then what is missing.

A change is told when it is as large as the bound of a sign of risk, whichever way it goes; the bounds are the settings
of the measures, with their sources. Of what nothing is known nothing is said.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from ediary_analytics import catalogue
from ediary_analytics.answers.pupil import Pupil

Rows = list[dict[str, Any]]
#: Best subjects named.
_BEST: Final = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be told: its kind, and the values of its sentence (numbers, months such as ``2026-10``, names)."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)


def bounds() -> dict[str, Any]:
    """The settings by which something is worth telling: those of the signs of risk and of the measures beside them."""
    known = catalogue.metrics()
    return {
        **known["risk_triggers"].settings,
        "quality_least": known["quality_rate"].settings["at_least"],
        "fall_least": known["term_fall"].settings["fall"],
    }


def well(pupil: Pupil) -> list[Finding]:
    """What goes well, the most telling first."""
    found, bound = [], bounds()
    held, missed = _sum(pupil, "held"), _sum(pupil, "missed")
    subjects = _with_points(pupil, bound)
    if held >= bound["held_least"] and 100 * missed < bound["missed_percent"] * held:
        found.append(Finding("attends", {"part": held - missed, "whole": held}))
    if rising := [row["subject"] for row in subjects if _slope(row) >= bound["falling_points"]]:
        found.append(Finding("rising", {"subjects": rising}))
    best = sorted(subjects, key=lambda row: -row["mean"])[:_BEST]
    if strong := [row for row in best if row["mean"] >= bound["quality_least"]]:
        found.append(Finding("strong", {"subjects": [(row["subject"], row["mean"]) for row in strong]}))
    elif best:
        found.append(Finding("best", {"subjects": [(best[0]["subject"], best[0]["mean"])]}))
    if praise := _remarks(pupil, "praise"):
        found.append(Finding("praised", {"count": praise}))
    terms = pupil.terms.to_pylist()
    newest = [row for row in terms if row["ends_on"] == terms[0]["ends_on"]] if terms else []
    if newest and not any(row["is_negative"] for row in newest):
        found.append(Finding("no_negatives", {"term": newest[0]["term"]}))
    if held >= bound["held_least"]:
        if missed and not _sum(pupil, "unjustified") + _sum(pupil, "open"):
            found.append(Finding("all_justified", {"count": missed}))
        if not _sum(pupil, "late"):
            found.append(Finding("never_late"))
    return found


def changed(pupil: Pupil) -> list[Finding]:
    """What is not as it was: month against month, marks over the year, term against term, class and risk group."""
    bound = bounds()
    found = [*_months(pupil, bound)]
    if falling := [row["subject"] for row in _with_points(pupil, bound) if _slope(row) <= -bound["falling_points"]]:
        found.append(Finding("falling", {"subjects": falling}))
    found += _terms(pupil.terms.to_pylist(), bound["fall_least"])
    classes = pupil.classes.to_pylist()
    first = min((row["month"] for row in pupil.attendance.to_pylist()), default=None)
    for before, now in pairwise(classes):
        if first and now["since"].strftime("%Y-%m") >= first:
            found.append(
                Finding("class", {"before": before["class_name"], "now": now["class_name"], "day": now["since"]})
            )
    return found


def missing(pupil: Pupil) -> list[Finding]:
    """What is not there yet: reasons of absences, results, entries that others still have to make."""
    counts = {part: _sum(pupil, part) for part in ("open", "unjustified", "unknown")}
    found = [Finding(part, {"count": count}) for part, count in counts.items() if count]
    terms = pupil.terms.to_pylist()
    negative = [row["subject"] for row in terms if row["is_negative"] and row["ends_on"] == terms[0]["ends_on"]]
    if negative:
        found.append(Finding("negatives", {"subjects": negative, "term": terms[0]["term"]}))
    for name, count in Counter(
        row["obligation"] for row in pupil.duties.to_pylist() if row["status"] == "missing"
    ).items():
        found.append(Finding("duty", {"obligation": name, "count": count}))
    return found


def _months(pupil: Pupil, bound: dict[str, Any]) -> list[Finding]:
    """The newest month with enough lessons against the one before it."""
    months = [row for row in pupil.attendance.to_pylist() if row["held"] >= bound["held_least"]]
    if len(months) <= 1:
        return []
    before, now = months[-2:]
    spans = {"month": now["month"], "before": before["month"]}
    return [Finding(kind, {**values, **spans}) for kind, values in between(_counts(pupil, before), _counts(pupil, now))]


def between(before: dict[str, int], now: dict[str, int]) -> list[tuple[str, dict[str, int]]]:
    """What changed between two months by the bounds of the signs: kinds with their values.

    Args:
        before: of the earlier month ``held, missed, late`` and, where known, ``remark, praise``.
        now: of the later one.
    """
    bound, found = bounds(), []
    shift = now["missed"] * before["held"] - before["missed"] * now["held"]
    if before["held"] and now["held"] and 100 * abs(shift) >= bound["change_percent"] * before["held"] * now["held"]:
        values = {"part": now["missed"], "whole": now["held"], "part_before": before["missed"]}
        found.append(("missed_more" if shift > 0 else "missed_less", {**values, "whole_before": before["held"]}))
    for name, least in (("late", "late_hours"), ("remark", "remarks_least"), ("praise", "remarks_least")):
        step = now.get(name, 0) - before.get(name, 0)
        if abs(step) >= bound[least]:
            kind = f"{name}_{'more' if step > 0 else 'less'}"
            found.append((kind, {"count": now.get(name, 0), "count_before": before.get(name, 0)}))
    return found


def _counts(pupil: Pupil, month: dict[str, Any]) -> dict[str, int]:
    told = {row["kind"]: row["remarks"] for row in pupil.remarks.to_pylist() if row["month"] == month["month"]}
    return {**{name: month[name] for name in ("held", "missed", "late")}, **told}


def _terms(rows: Rows, least: int) -> list[Finding]:
    """Subjects whose newest term grade differs from the one of the same kind's term before."""
    if not rows:
        return []
    of_kind = [row for row in rows if row["term_kind"] == rows[0]["term_kind"] and row["points"] is not None]
    days = sorted({row["ends_on"] for row in of_kind}, reverse=True)[:2]
    if len(days) <= 1:
        return []
    now, before = ({row["subject"]: row for row in of_kind if row["ends_on"] == day} for day in days)
    steps = {subject: now[subject]["points"] - before[subject]["points"] for subject in now if subject in before}
    return [
        Finding(kind, {"subjects": subjects, "term": rows[0]["term"]})
        for kind, sign in (("term_rose", 1), ("term_fell", -1))
        if (subjects := [subject for subject, step in steps.items() if sign * step >= least])
    ]


def _with_points(pupil: Pupil, bound: dict[str, Any]) -> Rows:
    return [row for row in pupil.subjects.to_pylist() if row["in_points"] >= bound["marks_least"]]


def _slope(row: dict[str, Any]) -> float:
    return float(row["trend"] or 0)


def _sum(pupil: Pupil, part: str) -> int:
    return sum(pupil.attendance[part].to_pylist())


def _remarks(pupil: Pupil, kind: str) -> int:
    return sum(row["remarks"] for row in pupil.remarks.to_pylist() if row["kind"] == kind)
