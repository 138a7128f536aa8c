"""Attendance marks of the diaries, as they stand in the column of marks: ``n nt nl ng nk np ns nv p``.

Read by the column, never by the token: ``np`` is justified for another reason among the marks of attendance, and *no
progress* among the grades. TAMO and Mano dienynas share four tokens but not all their meanings, so one reading holds
for the whole table, and a notice says which.
"""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics.ingest.headers import Heading
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.text import TextTable

#: What the contract says instead: mark, reason, status.
_Meaning = tuple[str, str, str]
#: ``n`` stands for unjustified and for undecided alike, so that its status is not known.
MANO_DIENYNAS: dict[str, _Meaning] = {
    "n": ("absent", "", ""),
    "nl": ("absent", "illness", "justified"),
    "nk": ("absent", "other", "justified"),
    "p": ("late", "", ""),
}
#: ``nt`` the parents: illness, ``ng`` a doctor's note, ``nk`` the parents: not illness, ``ns`` the director's order,
#: ``nv`` a competition.
TAMO: dict[str, _Meaning] = {
    "n": ("absent", "", "unjustified"),
    "nt": ("absent", "illness", "justified"),
    "nl": ("absent", "illness", "justified"),
    "ng": ("absent", "illness", "justified"),
    "nk": ("absent", "family", "justified"),
    "np": ("absent", "other", "justified"),
    "ns": ("absent", "representing", "justified"),
    "nv": ("absent", "representing", "justified"),
    "p": ("late", "", ""),
}
_ONLY_TAMO = TAMO.keys() - MANO_DIENYNAS.keys()
_FILLED = ("mark", "reason", "status")


def understand(file: str, text: TextTable, heading: Heading) -> tuple[TextTable, Heading, tuple[Notice, ...]]:
    """A table of attendance in the contract's words, whichever it came in; a reason or status of the file's own stays.

    Marks that are neither the contract's nor a diary's are left as they are, to be rejected.
    """
    if "mark" not in heading.places:
        return text, heading, ()
    written = pc.utf8_lower(pc.utf8_trim_whitespace(text.cells[heading.places["mark"]]))
    tokens = set(pc.unique(written).to_pylist()) & TAMO.keys()
    if not tokens:
        return text, heading, ()
    is_tamo = bool(tokens & _ONLY_TAMO)
    meanings = TAMO if is_tamo else MANO_DIENYNAS
    is_token = pc.is_in(written, pa.array(sorted(tokens)))
    places, written_as = dict(heading.places), dict(heading.written)
    headers, cells = text.headers, text.cells
    for index, name in enumerate(_FILLED):
        told = _told(written, {token: meanings[token][index] for token in tokens})
        own = cells[places[name]] if name in places else pa.array([""] * cells.num_rows, pa.string())
        stays = pc.invert(is_token) if name == "mark" else _is_written(own)
        column = pc.if_else(stays, own, told)
        if name in places:
            cells = cells.set_column(cells.schema.get_field_index(places[name]), places[name], column)
        else:
            places[name], written_as[name] = f"c{len(headers)}", name
            cells = cells.append_column(places[name], column)
            headers = (*headers, name)
    notice = Notice(file, "marks_of_tamo" if is_tamo else "marks_of_mano_dienynas", ", ".join(sorted(tokens)))
    return (
        replace(text, headers=headers, cells=cells),
        replace(heading, places=places, written=written_as),
        (notice,),
    )


def _told(tokens: pa.ChunkedArray, meanings: dict[str, str]) -> pa.ChunkedArray:
    known = pa.array(list(meanings), pa.string())
    said = pa.array(list(meanings.values()), pa.string())
    return pc.fill_null(pc.take(said, pc.index_in(tokens, known)), "")


def _is_written(cells: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    return pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(cells)), 0)
