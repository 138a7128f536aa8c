"""Pieces of OneRoster → records by file, without those marked for deletion, and what is needed to place them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import text
from ediary_analytics.ingest.vendors.seam import Piece, VendorTable

#: What a file's headers must hold, in lower case; the first that fits.
_KINDS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(headers.lower().split()))
    for kind, headers in (
        ("results", "sourcedId lineItemSourcedId studentSourcedId"),
        ("lineItems", "sourcedId title classSourcedId dueDate"),
        ("enrollments", "sourcedId classSourcedId userSourcedId role"),
        ("classes", "sourcedId title classType schoolSourcedId"),
        ("courses", "sourcedId title orgSourcedId courseCode"),
        ("academicSessions", "sourcedId title type startDate endDate"),
        ("userProfiles", "sourcedId userSourcedId profileType"),
        ("roles", "sourcedId userSourcedId role orgSourcedId"),
        ("users", "sourcedId givenName familyName"),
        ("demographics", "sourcedId birthDate"),
        ("orgs", "sourcedId name type"),
    )
)
_CATEGORIES = {"sourcedid", "status", "datelastmodified", "title", "weight"}
#: Guardians are told by these roles, pupils by ``student``; everybody else works at the school.
GUARDIANS = {"guardian", "parent", "relative"}


def kind_of(headers: Sequence[str]) -> str | None:
    """Which file of OneRoster has these headers; None for a file of something else."""
    words = {header.strip().lower() for header in headers if header.strip()}
    if words == {"propertyname", "value"}:
        return "manifest"
    for kind, needed in _KINDS:
        if needed <= words:
            return kind
    if "sourcedid" not in words:
        return None
    return "categories" if {"sourcedid", "title"} <= words <= _CATEGORIES else "other"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its file, its line, and its cells by header; a column that is not there is empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, header: str) -> str:
        return self.cells.get(header.lower(), "").strip()

    def several(self, header: str) -> list[str]:
        """The values of a cell that may hold more than one, parted by commas."""
        return [value for part in self[header].split(",") if (value := part.strip())]

    def day(self, header: str, shift: int = 0) -> str:
        """A date as ISO, moved by days: what ends excludes its ``endDate``. As it is written if it is none."""
        written = self[header]
        try:
            return (dt.date.fromisoformat(written[:10]) + dt.timedelta(days=shift)).isoformat()
        except (ValueError, OverflowError):
            return written


@dataclass(slots=True)
class Roster:
    """Everything of one set of files: active records by kind, and how many of each file are marked for deletion."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    deleted: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> list[Record]:
        """The records of a file."""
        return self.records.get(kind, [])

    def by_id(self, kind: str) -> dict[str, Record]:
        """The records of a file by their id."""
        return {record["sourcedId"]: record for record in self.of(kind)}

    def schools(self) -> list[Record]:
        """The organisations that are schools; all of them where none is said to be one."""
        orgs = self.of("orgs")
        return [org for org in orgs if org["type"].lower() == "school"] or orgs

    def school_ids(self) -> list[str]:
        """The ids of the schools; without organisations those that the classes name."""
        named = {taught["schoolSourcedId"]: None for taught in self.of("classes")}
        return [school["sourcedId"] for school in self.schools()] or list(named) or [""]

    def schools_of(self, orgs: Iterable[str]) -> list[str]:
        """The schools that these organisations are, or that are under them; what no file tells of is taken as named."""
        known, schools = self.by_id("orgs"), [school["sourcedId"] for school in self.schools()]
        found: dict[str, None] = {}
        for org in orgs:
            if org not in known:
                found[org] = None
            for school in schools:
                place, seen = school, set[str]()
                while place and place not in seen:
                    if place == org:
                        found[school] = None
                    seen.add(place)
                    place = known[place]["parentSourcedId"] if place in known else ""
        return list(found)


def read(pieces: Sequence[Piece]) -> Roster:
    """The records of the pieces; raises InputError when the manifest announces changes instead of whole files."""
    roster = Roster()
    for piece in pieces:
        headers = [header.strip().lower() for header in piece.grid.rows[0]]
        for line, row in enumerate(piece.grid.rows[1:], 2):
            record = Record(piece.file, line, dict(zip(headers, row, strict=False)))
            if not any(cell.strip() for cell in row):
                continue
            if record["status"].lower() == "tobedeleted":
                roster.deleted[piece.file] += 1
                continue
            roster.records.setdefault(piece.kind, []).append(record)
    for entry in roster.of("manifest"):
        if entry["value"].lower() == "delta":
            raise InputError(
                f"{entry.file}:{entry.line}",
                _("{name} holds only what has changed").format(name=entry["propertyName"]),
                _("Export OneRoster in bulk, every file whole"),
            )
    return roster


class Rows:
    """Rows for one table of the contract, file by file."""

    def __init__(self, table: str, *headers: str) -> None:
        self.table, self.headers = table, headers
        self.files: dict[str, list[tuple[int, list[str]]]] = {}

    def add(self, record: Record, *values: str) -> None:
        """A row that comes from a record, ``values`` in the order of the headers."""
        self.files.setdefault(record.file, []).append((record.line, list(values)))

    def tables(self) -> list[VendorTable]:
        """What was added."""
        return [
            VendorTable(
                self.table,
                file,
                text.table(self.headers, [row for _, row in rows], [line for line, _ in rows], encoding="OneRoster"),
            )
            for file, rows in self.files.items()
        ]
