"""OneRoster 1.1 and 1.2 as CSV → tables of the contract: schools, terms, people, classes, groups, results.

The format of the 1EdTech consortium, by which systems of many countries exchange who is taught what by whom. Source:
the CSV bindings of OneRoster 1.1.1 and 1.2.1. It knows no lessons, attendance, timetable or times of entry: what is
judged by these stays not checkable.
"""

from collections import Counter
from collections.abc import Sequence

from ediary_analytics.ingest.grid import Grid
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.vendors.oneroster import people, results, teaching
from ediary_analytics.ingest.vendors.oneroster.files import Roster, kind_of, read
from ediary_analytics.ingest.vendors.seam import Piece, Translation

#: Files of the format that say nothing of what the contract has.
_UNUSED = ("userProfiles", "other")


class OneRoster:
    """The format, as :class:`ediary_analytics.ingest.vendors.Format` wants it."""

    name = "oneroster"

    def recognise(self, grid: Grid, file: str) -> str | None:  # noqa: ARG002  (content alone tells)
        """The file's name in the format, ``users``, by its headers; ``other`` for one that is not read."""
        return kind_of(grid.rows[0]) if grid.rows else None

    def translate(self, pieces: Sequence[Piece]) -> Translation:
        """All tables of a set of files.

        Raises:
            InputError: the manifest says that the files hold changes only.
        """
        roster = read(pieces)
        tables = [*people.tables(roster), *teaching.tables(roster), *results.tables(roster)]
        return Translation([table for table in tables if table.text.rows], [*_unused(pieces), *_left_out(roster)])


ONE_ROSTER = OneRoster()


def _unused(pieces: Sequence[Piece]) -> list[Notice]:
    return [Notice(piece.file, "roster_unused") for piece in pieces if piece.kind in _UNUSED]


def _left_out(roster: Roster) -> list[Notice]:
    notices = [Notice(file, "roster_deleted", str(count)) for file, count in roster.deleted.items()]
    ungraded = Counter(result.file for result in roster.of("results") if results.is_ungraded(result))
    notices += [Notice(file, "roster_ungraded", str(count)) for file, count in ungraded.items()]
    return notices + [Notice(record.file, "roster_period", record["title"]) for record in teaching.odd_periods(roster)]
