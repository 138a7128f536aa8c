"""The rows that come of reports, table by table and file by file, as text under the contract's own headers."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.text import TextTable, names
from ediary_analytics.ingest.vendors.seam import VendorTable


class Book:
    """What has been read so far.

    Args:
        with_school: whether all rows name their school; without, only the table schools does, and the import decides
            under which id the one school goes.
    """

    def __init__(self, *, with_school: bool) -> None:
        self.notices: list[Notice] = []
        #: groups whose members a report lists: a result elsewhere makes nobody a member of them
        self.listed: set[str] = set()
        self._with_school = with_school
        self._rows: dict[tuple[str, str], list[tuple[int, dict[str, object]]]] = {}
        self._seen: set[tuple[object, ...]] = set()

    def add(self, table: str, file: str, line: int, /, **values: object) -> None:
        """A row that the line of a file brings; ``school_id`` goes along where rows name their school."""
        self._rows.setdefault((table, file), []).append((line, values))

    def once(self, table: str, file: str, line: int, /, **values: object) -> None:
        """The same, unless a row of its key is there already."""
        key = (table, values.get("school_id"), *(values[column] for column in contract.tables()[table].key))
        if key not in self._seen:
            self._seen.add(key)
            self.add(table, file, line, **values)

    def tell(self, file: str, code: str, subject: str = "") -> None:
        """A notice, each once."""
        if (notice := Notice(file, code, subject)) not in self.notices:
            self.notices.append(notice)

    def tell_once(self, file: str, code: str) -> None:
        """A notice that is said of one file only, whichever is first."""
        if all(notice.code != code for notice in self.notices):
            self.tell(file, code)

    def tables(self) -> Iterator[VendorTable]:
        """All of it in the contract's order."""
        order = list(contract.tables())
        for (table, file), rows in sorted(self._rows.items(), key=lambda item: order.index(item[0][0])):
            known = [column.name for column in contract.tables()[table].columns]
            named = {name for _line, values in rows for name in values}
            with_school = self._with_school or table == "schools"
            columns = [name for name in known if name in named and (with_school or name != "school_id")]
            cells = pa.table(
                [pa.array([_text(values.get(name)) for _line, values in rows], pa.string()) for name in columns],
                names=names(len(columns)),
            )
            lines = np.array([line for line, _values in rows], dtype=np.int64)
            yield VendorTable(table, file, TextTable(tuple(columns), cells, lines))


def _text(value: object) -> str:
    return "" if value is None else str(value)
