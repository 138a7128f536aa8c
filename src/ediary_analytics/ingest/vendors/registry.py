"""The list of the pupil registry (Mokinių registras), whatever the file is called, with or without titles above it."""

from collections.abc import Sequence

from ediary_analytics import contract
from ediary_analytics.ingest import text
from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.vendors.seam import Piece, Translation, VendorTable

#: So many rows may stand above the headers.
_TITLES = 15
_NUMBER = {"registronr", "registronumeris", "registroid", "mokinioregistronr", "mokinioregistronumeris",
           "mokiniuregistronr", "mokinioregistroid", "registrokodas", "mokinioidregistre", "nrregistre"}  # fmt: skip
_NAMES = {
    "registry_id": _NUMBER,
    "first_name": {"vardas", "mokiniovardas", "vardai"},
    "last_name": {"pavarde", "mokiniopavarde"},
    "class_name": {"klase", "klasegrupe", "klasesgrupespavadinimas", "klasespavadinimas", "klasesgrupe"},
}
#: Surname and given names in one cell.
_WHOLE = {"pavardevardas", "pavardeirvardas", "pavardevardai", "mokinys", "mokiniopavardevardas"}
#: A list of the diary's own: not what the registry says.
_OF_THE_DIARY = {"mokinioid", "pupilid"}


class Registry:
    """The format, as :class:`ediary_analytics.ingest.vendors.Format` wants it."""

    name = "pupil_registry"

    def recognise(self, grid: Grid, file: str) -> str | None:  # noqa: ARG002  (content alone tells)
        """``list``, when a line of headers has the registry's number, a name and a class."""
        return None if _headers(grid) is None else "list"

    def translate(self, pieces: Sequence[Piece]) -> Translation:
        """``registry_pupils`` with the columns that the lists have; what else they hold is dropped with a notice."""
        return Translation([VendorTable("registry_pupils", piece.file, _table(piece.grid)) for piece in pieces])


REGISTRY = Registry()


def _meant(header: str) -> str:
    """The column of ``registry_pupils`` that a header means, ``whole`` for names in one cell, or nothing."""
    word = contract.normal(header)
    return next((name for name, words in _NAMES.items() if word in words), "whole" if word in _WHOLE else "")


def _headers(grid: Grid) -> int | None:
    """The row of the headers, from 0."""
    for index, row in enumerate(grid.rows[:_TITLES]):
        if {contract.normal(cell) for cell in row} & _OF_THE_DIARY:
            return None
        meant = {_meant(cell) for cell in row}
        if {"registry_id", "class_name"} <= meant and meant & {"last_name", "whole"}:
            return index
    return None


def _table(grid: Grid) -> text.TextTable:
    top = _headers(grid) or 0
    columns: list[tuple[str, int]] = []
    for index, header in enumerate(grid.rows[top]):
        name = _meant(header)
        if name and name in {known for known, _ in columns}:
            continue  # a second column of that meaning, such as the name of a parent
        if name or header.strip():
            columns.append((name or header.strip(), index))
    headers = [name for name, _ in columns if name != "whole"]
    whole = next((index for name, index in columns if name == "whole"), None)
    if whole is not None:
        headers += ["last_name", "first_name"]
    number = next(index for name, index in columns if name == "registry_id")
    rows, lines = [], []
    for line, row in enumerate(grid.rows[top + 1 :], top + 2):
        if not _is_pupil(row, number):
            continue
        cells = [row[index].strip() for name, index in columns if name != "whole"]
        rows.append(cells if whole is None else [*cells, *_parted(row[whole])])
        lines.append(line)
    return text.table(headers, rows, lines)


def _is_pupil(row: Sequence[str], number: int) -> bool:
    """Not a blank line, nor a footer such as a signature, which has one cell and no number."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 or bool(row[number].strip())


def _parted(name: str) -> tuple[str, str]:
    """Surname and given names of ``Šimkus, Jonas Matas`` or ``Šimkus Jonas Matas``."""
    surname, comma, given = name.partition(",")
    if not comma:
        surname, _, given = name.strip().partition(" ")
    return surname.strip(), given.strip()
