"""Workbooks as Mano dienynas gives them, laid out from what is known of its three reports.

:class:`TermSummary`, :class:`Averages` and :class:`GroupReport` hold what a report says; :func:`xlsx`, :func:`xls`
and :func:`corrupt_xls` write its cells. Pupils stand in the order of the list; a second one of a name has a ``*``
behind it, which is dropped.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
import xlwt

Cell = str | int | float
Cells = list[list[Cell]]

LEVELS = (
    "Nepasiekė patenkinamo (mokosi su 1-3 ir neat.)",
    "Patenkinamas (mokosi 4-10)",
    "Pagrindinis (mokosi 6–10)",
    "Aukštesnysis (mokosi tik 9–10)",
)
ATTENDANCE = (
    "Praleistos pamokos",
    "Pateisintos dėl ligos",
    "Pateisintos dėl kitų priežasčių",
    "Nepateisintos pamokos",
)
#: missed, illness, other, unjustified
Sums = tuple[int, int, int, int]
#: what stands under the subjects or lessons, the average, and the sums
Row = tuple[Sequence[Cell], Cell, Sums]


def _sheet(height: int, width: int) -> Cells:
    return [[""] * width for _ in range(height)]


def _rows(pupils: Mapping[str, Row], gap: int = 0) -> Iterator[tuple[list[Cell], list[Cell], Sums]]:
    """Of each pupil: number and name, what follows up to the average, and the sums."""
    for number, (name, (values, average, sums)) in enumerate(pupils.items(), 1):
        yield [number, name.rstrip("*"), *[""] * gap], [*values, average], sums


@dataclass(frozen=True)
class TermSummary:
    """Report (a).

    ``attendance`` names and orders the four columns, each with the sum it holds; ``averages`` (by subject) and
    ``per_pupil`` stand in the footer, ``label`` before the period.
    """

    pupils: Mapping[str, Row]
    subjects: Sequence[str]
    school: str = "Pušyno progimnazija"
    class_name: str = "6"
    period: str = "2025-2026m.m.II pusmetis"
    success_rate: Cell = ""
    averages: Sequence[Cell] = ()
    per_pupil: Sequence[Cell] = ()
    label: str = "Laikotarpis"
    attendance: Mapping[str, int] = field(default_factory=lambda: dict(zip(ATTENDANCE, range(4), strict=True)))

    def cells(self) -> Cells:
        """The sheet."""
        levels = 2 + len(self.subjects) + 1
        sums = levels + len(LEVELS)
        cells = _sheet(13, max(sums + 4, 9))
        cells[0][0], cells[0][8] = f"Mokykla: {self.school}", f"Klasė: {self.class_name}"
        cells[1][0] = "Ataskaita: Mokinių pasiekimų ir lankomumo suvestinė"
        cells[1][8] = f"{self.label}: {self.period}"
        cells[2][:3] = ["Eil. Nr.", "Pavardė, vardas", "Mokomieji dalykai"]
        cells[2][levels], cells[2][sums] = "Pasiekimų lygiai", "Lankomumas"
        cells[3][2 : sums + 4] = [*self.subjects, "Vidurkis", *LEVELS, *self.attendance]
        order = self.attendance.values()
        for who, values, absences in _rows(self.pupils):
            cells.append([*who, *values, "", "", "", "", *(absences[place] for place in order)])
        per_pupil = [self.per_pupil[place] for place in order] if self.per_pupil else []
        footer: Cells = [
            ["", "Dalyko vidurkis", *self.averages],
            ["", "-"],
            ["", "B"],
            ["", "Vienam mokiniui:", *[""] * (sums - 2), *per_pupil],
            ["", "Klasės pažangumas %", self.success_rate],
            ["", "Vadovas: Rasa Rasaitė Parašas:"],
            ["", "Direktorius: Ona Onaitienė"],
        ]
        width = max(map(len, cells))
        return [[*row, *[""] * (width - len(row))] for row in [*cells, *footer]]


@dataclass(frozen=True)
class Averages:
    """Report (b)."""

    pupils: Mapping[str, Row]
    subjects: Sequence[str]
    class_name: str = "6"
    days: str = "2025-09-01 - 2025-11-30"

    def cells(self) -> Cells:
        """The sheet."""
        cells = _sheet(11, 3 + len(self.subjects) + 5)
        cells[0][4], cells[0][6] = f"Klasė: {self.class_name} , ", self.days
        cells[2][:2] = ["Eil. Nr.", "Pavardė, vardas"]
        cells[2][3:] = [*self.subjects, "Vidurkis", *ATTENDANCE]
        return cells + [[*who, *values, *sums] for who, values, sums in _rows(self.pupils, gap=1)]


@dataclass(frozen=True)
class GroupReport:
    """Report (c); ``lessons`` are days such as ``10-05``."""

    pupils: Mapping[str, Row]
    lessons: Sequence[str]
    class_name: str = "6"
    group: str = "Matematika 6"
    days: str = "2025-09-01 - 2025-11-30"

    def cells(self) -> Cells:
        """The sheet; its sums come in the order illness, other, total, unjustified."""
        cells = _sheet(17, 3 + len(self.lessons) + 5)
        cells[2][3], cells[4][3], cells[6][3] = self.days, self.class_name, self.group
        cells[16][1] = "Pavardė, vardas"
        days = (day.replace("-", "\n") for day in self.lessons)
        cells[16][3:] = [*days, "Vidurkis", "Dėl ligos", "Dėl kitų priežasčių", "Iš viso praleista", "Nepateisinta"]
        for who, values, (missed, illness, other, unjustified) in _rows(self.pupils, gap=1):
            cells.append([*who, *values, illness, other, missed, unjustified])
        return cells


def text(cells: Cells) -> list[list[str]]:
    """The cells as a reader hands them on."""
    return [[str(cell) for cell in row] for row in cells]


def xlsx(cells: Cells, sheet: str = "Pasiekimų ir lankomumo") -> bytes:
    """The report as re-saved by an office program."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for row, values in enumerate(cells):
            page.write_row(row, 0, values)
    return buffer.getvalue()


def xls(cells: Cells, sheet: str = "Pasiekimų ir lankomumo") -> bytes:
    """The report as the diary gives it."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            if value != "":
                page.write(row, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def corrupt_xls(cells: Cells) -> bytes:
    """The same, slightly damaged: two streams claim one sector, which strict readers refuse."""
    data = bytearray(xls(cells))
    (directory,) = struct.unpack_from("<I", data, 0x30)
    root = 512 + directory * 512
    struct.pack_into("<ii", data, root + 116, 0, 512)
    return bytes(data)
