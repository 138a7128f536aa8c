"""``lineItems``, ``categories``, ``results`` → assessments and grades."""

import re
from collections.abc import Iterator

from ediary_analytics import contract
from ediary_analytics.ingest.vendors.oneroster.files import Record, Roster, Rows
from ediary_analytics.ingest.vendors.seam import VendorTable

#: How the names of categories begin or what they hold, and what they are to us.
_WORDS = {
    "kontrolin": "test", "test": "test", "exam": "test", "savarank": "independent", "quiz": "independent",
    "project": "project", "projekt": "project",
}  # fmt: skip
_TEN_POINTS = 10.0
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")
_UNGRADED = {"submitted", "not submitted", "partially graded"}


def tables(roster: Roster) -> Iterator[VendorTable]:
    """The works of scheduled classes and their results; when a work was announced is not told."""
    assessments = Rows("assessments", "school_id", "assessment_id", "group_id", "held_on", "kind", "topic")
    grades = Rows(
        "grades", "school_id", "grade_id", "pupil_id", "group_id", "assessment_id", "given_on", "value", "kind"
    )
    items, classes, categories = roster.by_id("lineItems"), roster.by_id("classes"), roster.by_id("categories")
    kinds = {one: _kind(categories.get(item["categorySourcedId"]), item) for one, item in items.items()}
    for one, item in items.items():
        group = item["classSourcedId"]
        school = classes[group]["schoolSourcedId"] if group in classes else item["schoolSourcedId"]
        assessments.add(item, school, one, group, item.day("dueDate"), kinds[one] or "other", item["title"])
    for result in roster.of("results"):
        work = items.get(result["lineItemSourcedId"])
        group = work["classSourcedId"] if work else result["classSourcedId"]
        school = classes[group]["schoolSourcedId"] if group in classes else ""
        value = _value(result, work)
        if value is None:
            continue
        place = (result["studentSourcedId"], group, result["lineItemSourcedId"], result.day("scoreDate"))
        kind = kinds.get(result["lineItemSourcedId"]) or "ordinary"
        grades.add(result, school, result["sourcedId"], *place, value, kind)
    yield from assessments.tables()
    yield from grades.tables()


def is_ungraded(result: Record) -> bool:
    """Whether a result says only that the work was handed in or not."""
    return result["scoreStatus"].lower() in _UNGRADED or not (result["score"] or result["textScore"] or _exempt(result))


def _exempt(result: Record) -> bool:
    return result["scoreStatus"].lower() == "exempt"


def _kind(category: Record | None, item: Record) -> str:
    named = contract.normal(f"{category['title'] if category else ''} {item['title']}")
    return next((kind for word, kind in _WORDS.items() if word in named), "")


def _value(result: Record, work: Record | None) -> str | None:
    """The grade: a word as it is, points of ten as a whole number, points of another scale with it (``85/100``)."""
    if is_ungraded(result):
        return None
    if _exempt(result):
        return "atl"
    if result["textScore"]:
        return result["textScore"]
    score, most = result["score"], work["resultValueMax"] if work else ""
    whole = _WHOLE.fullmatch(score)
    if most and _WHOLE.fullmatch(most) and float(most.replace(",", ".")) != _TEN_POINTS and whole:
        return f"{score}/{most}"  # no mark of ours, and not to be taken for one
    return whole[1] if whole else score
