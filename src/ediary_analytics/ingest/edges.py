"""White space around texts is taken away, and errors of a spreadsheet are found, whichever reader the text is of.

``"p0072 "`` is the pupil ``p0072``: a space that nobody sees must part no row from what it belongs to. A look at each
text's first and last byte tells whether a column asks for more than this look, which most do not.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ediary_analytics.ingest.text import TextTable

#: What Unicode calls white space, and what is not even as wide: a joiner, and marks that come with copied text.
WHITE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
#: What spreadsheets show in a cell whose formula has no value.
ERRORS = (
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#BLOCKED!", "#CONNECT!", "#FIELD!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#ERROR!",
)  # fmt: skip
_HASH = ord("#")


def _bytes(place: int) -> npt.NDArray[np.bool_]:
    """By byte, whether a sign of white space has it first (0) or last (-1)."""
    found = np.zeros(256, bool)
    found[[sign.encode()[place] for sign in WHITE]] = True
    return found


_FIRST, _LAST = _bytes(0), _bytes(-1)


def trimmed(text: TextTable) -> TextTable:
    """The table without white space around its texts, and with the columns told in which errors may stand.

    What stood there before stays in ``untrimmed``.
    """
    untrimmed, errors, cells = {}, set(), text.cells
    for index, name in enumerate(cells.column_names):
        if name in text.typed:
            continue
        column = cells.column(index)
        looks = [_look(chunk) for chunk in column.chunks]
        if any(white for white, _ in looks):
            untrimmed[name] = column
            column = bare(column)
            cells = cells.set_column(index, name, column)
        if any(white or hashed for white, hashed in looks) and has_errors(column.chunks):
            errors.add(name)
    if not untrimmed and not errors:
        return text
    return replace(text, cells=cells, untrimmed=untrimmed, errors=frozenset(errors))


def bare(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Texts without white space around them."""
    return pc.utf8_trim(texts, characters=WHITE)


def has_errors(chunks: Iterable[pa.Array]) -> bool:
    """Whether any text, which has no white space around it, is an error of a spreadsheet."""
    errors = pa.array(ERRORS)
    return any(pc.any(pc.is_in(chunk, errors), min_count=0).as_py() for chunk in chunks)


def _look(texts: pa.Array) -> tuple[bool, bool]:
    """Whether any may begin or end with white space, and whether any begins as an error does.

    Of an empty text its neighbours' bytes are looked at instead, which is looked at anyway.
    """
    _, offsets, data = texts.buffers()
    signs = np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)
    if not len(texts) or not len(signs):
        return False, False
    places = np.frombuffer(offsets, np.int32, len(texts) + 1, texts.offset * np.dtype(np.int32).itemsize)
    first, last = signs.take(places[:-1], mode="clip"), signs.take(places[1:] - 1, mode="wrap")
    return bool(_FIRST[first].any() or _LAST[last].any()), bool((first == _HASH).any())
