"""What the reports themselves say in sums: kept as said, to be held against what their rows add up to."""

import re
from collections.abc import Mapping, Sequence

from ediary_analytics.contract import normal
from ediary_analytics.ingest.vendors.mano_dienynas import terms, words
from ediary_analytics.ingest.vendors.mano_dienynas.book import Book
from ediary_analytics.ingest.vendors.mano_dienynas.sheets import Sheet

_LAST_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*%?\s*$")
_HUNDRED = 100


def fill(book: Book, school: str, sheet: Sheet, people: Sequence[str], group: str) -> None:
    """The rows of ``reported_…`` of a report; ``people`` are its pupils' ids in order, ``group`` that of report (c)."""
    since, until = sheet.days
    of_dates = not sheet.period.kind
    footer = _footer(sheet)
    book.add(
        "reported_classes", sheet.file, 1,
        school_id=school, report_id=sheet.report_id, kind=sheet.report.kind, class_id=sheet.class_id, group_id=group,
        term_id=sheet.period.term_id, since=since if of_dates else "", until=until if of_dates else "",
        pupils=len(people), success_rate=footer.get("success_rate", ""),
        **{f"{name}_per_pupil": footer.get(name, "") for name in words.SUMS},
    )  # fmt: skip
    for pupil, person in zip(people, sheet.people, strict=True):
        row = person.row
        average = row.cells[sheet.report.average] if sheet.report.average is not None else ""
        book.add(
            "reported_pupils", sheet.file, row.line,
            school_id=school, report_id=sheet.report_id, pupil_id=pupil,
            average=words.number(average) if terms.is_average(average) else "",
            **{name: _sum(row.cells[column]) for name, column in sheet.report.sums.items()},
        )  # fmt: skip
    if sheet.report.kind == words.TERM_SUMMARY:
        _subjects(book, school, sheet)


def _sum(cell: str) -> str:
    """A sum of lessons; the diary leaves it blank, or writes a dash, where there are none."""
    return "0" if cell.strip() in {"", "-", "–", "—"} else cell


def _subjects(book: Book, school: str, sheet: Sheet) -> None:
    """The mean under each subject's column."""
    line, row = next(((n, row) for n, row in sheet.report.footer if _begins(row, "dalykovidurkis")), (0, ()))
    for column, subject, place, _of in terms.columns(sheet) if row else ():
        if words.slug(subject) and terms.is_average(row[column]):
            group = terms.add_group(book, school, sheet, subject, place)
            book.add(
                "reported_subjects", sheet.file, line,
                school_id=school, report_id=sheet.report_id, group_id=group, average=words.number(row[column]),
            )  # fmt: skip


def _footer(sheet: Sheet) -> Mapping[str, str]:
    """The class's success rate in percent, and its sums of attendance per pupil, where the footer has them."""
    found: dict[str, str] = {}
    for _line, row in sheet.report.footer:
        if _begins(row, "vienammokiniui"):
            found |= {name: words.number(row[column]) for name, column in sheet.report.sums.items()}
        for place, cell in enumerate(row):
            if normal(cell).startswith("klasespazangumas"):
                beside = next((words.number(after) for after in row[place + 1 :] if words.number(after)), "")
                within = _LAST_NUMBER.search(cell)
                found["success_rate"] = _percent(beside or (within[1].replace(",", ".") if within else ""))
    return found


def _percent(number: str) -> str:
    """A percentage; a cell formatted as one holds a share."""
    return f"{float(number) * _HUNDRED:.2f}" if number and float(number) <= 1 else number


def _begins(row: Sequence[str], word: str) -> bool:
    return any(normal(cell).startswith(word) for cell in row)
