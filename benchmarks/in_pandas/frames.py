"""Columns of the tables, and how rows find each other: by their keys, or the earliest of those that have them.

Text is read as categories, so that keys are compared and rows are taken by small numbers; names of single rows, of
which there are as many as rows, stay Arrow text. Days are ``datetime64[s]`` at midnight, moments ``datetime64[us]``.
As in SQL, null meets nothing.
"""

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

#: Columns of both sides, or of the left side with those of the right.
On = Sequence[str] | dict[str, str]

_TEXT = pa.string()
_TYPES = {_TEXT: pd.ArrowDtype(_TEXT), pa.bool_(): pd.BooleanDtype()}
_WHITE = " \t\r\n\N{NO-BREAK SPACE}"


def read(file: Path, columns: Sequence[str], single: Sequence[str] = ()) -> pd.DataFrame:
    """Columns of a Parquet file; ``single`` are the text columns that hardly repeat."""
    schema = pq.read_schema(file)
    many = [name for name in columns if schema.field(name).type == _TEXT and name not in single]
    table = pq.read_table(file, columns=list(columns), read_dictionary=many)
    days = {name: pa.timestamp("s") for name in columns if schema.field(name).type == pa.date32()}
    table = table.cast(pa.schema([field.with_type(days.get(field.name, field.type)) for field in table.schema]))
    return table.to_pandas(types_mapper=_TYPES.get, split_blocks=True)


def arrow(values: Any) -> pa.Array | pa.ChunkedArray:
    """Text of any make as Arrow text."""
    found = pa.array(getattr(values, "array", values), from_pandas=True)
    return found if found.type == _TEXT else found.cast(_TEXT)


def joined(parts: Sequence[Any], between: str = "|") -> pa.Array | pa.ChunkedArray:
    """The parts of each row in a row, nulls left out. A part that is one text stands in every row."""
    texts = [part if isinstance(part, str) else arrow(part) for part in parts]
    if len(texts) == 1:
        return texts[0]
    if not any(isinstance(text, str) for text in texts):
        # of a row of nulls Arrow would make no text at all, and be a row short
        nothing = reduce(pc.and_, map(pc.is_null, texts))
        texts[0] = pc.if_else(nothing, "", texts[0])
    return pc.binary_join_element_wise(*texts, between, null_handling="skip")


def text(values: Any, form: str = "%Y-%m-%d") -> pd.Categorical:
    """Days or whole numbers as text; days that differ must not read alike."""
    codes, found = pd.factorize(pd.Series(values))
    known = pd.Series(found)
    words = known.dt.strftime(form) if known.dtype.kind == "M" else known.astype("int64").astype(str)
    return pd.Categorical.from_codes(codes, words)


def repeated(word: str, count: int) -> pd.Categorical:
    """The same word in so many rows."""
    return pd.Categorical.from_codes(np.zeros(count, "int8"), [word])


def blank(column: pd.Series) -> np.ndarray:
    """Where nothing is written: null or only white space."""
    known = column.cat.categories.str.strip(_WHITE) == ""
    found: np.ndarray = np.append(np.asarray(known, bool), [True])[column.cat.codes.to_numpy()]
    return found


def listed(wanting: dict[str, np.ndarray]) -> pd.Categorical:
    """What is wanting in each row, parted by commas; nothing where nothing is."""
    words = [""]
    codes: Any = 0
    for place, (name, where) in enumerate(wanting.items()):
        words += [f"{word}, {name}" if word else name for word in words]
        codes = codes + (where.astype("int8") << place)
    return pd.Categorical.from_codes(codes, words)


def either(first: Any, second: Any) -> pd.Categorical:
    """The first where there is one, else the second."""
    ours, theirs, dtype = alike(first, second)
    return pd.Categorical.from_codes(np.where(ours < 0, theirs, ours), dtype=dtype)


def alike(first: Any, second: Any) -> tuple[np.ndarray, np.ndarray, pd.CategoricalDtype]:
    """The codes of two columns of text under the same categories, and those."""
    both = pd.api.types.union_categoricals([first, second])
    return both.codes[: len(first)], both.codes[len(first) :], both.dtype


def take(values: Any, rows: np.ndarray) -> Any:
    """The values at the rows; null where the row is -1."""
    return pd.api.extensions.take(getattr(values, "array", values), rows, allow_fill=True)


def days(values: Any) -> np.ndarray:
    """Days since 1970 of days; the least number where null."""
    found: np.ndarray = np.asarray(values).astype("datetime64[s]", copy=False).view("int64") // 86_400
    return found


def _codes(left: pd.Series, right: pd.Series) -> tuple[np.ndarray, np.ndarray, int]:
    """The same small numbers for the same values, -1 for null, and how many there may be."""
    if isinstance(left.dtype, pd.CategoricalDtype):
        # what left has no category for can meet nothing
        known = left.cat.categories
        return left.cat.codes.to_numpy(), right.cat.set_categories(known).cat.codes.to_numpy(), len(known)
    if left.dtype.kind == "M":
        numbers = [np.where(side.isna(), np.nan, days(side)) for side in (left, right)]
    else:
        numbers = [side.to_numpy("float64") for side in (left, right)]
    least = np.nanmin(np.concatenate([*numbers, [0.0]]))
    whole = [np.where(np.isnan(side), -1, side - least).astype("int64") for side in numbers]
    return whole[0], whole[1], int(max(side.max(initial=0) for side in whole)) + 1


def keys(left: pd.DataFrame, right: pd.DataFrame, on: On) -> tuple[np.ndarray, np.ndarray]:
    """One number per row of either, equal where all of ``on`` are; negative where one of them is null.

    Args:
        left: rows that ask.
        right: rows that answer.
        on: the columns of a key.
    """
    pairs = on if isinstance(on, dict) else dict(zip(on, on, strict=True))
    coded = [_codes(left[one], right[other]) for one, other in pairs.items()]
    sizes = [size for _ours, _theirs, size in coded]
    return _key([ours for ours, _theirs, _size in coded], sizes), _key(
        [theirs for _ours, theirs, _size in coded], sizes
    )


def _key(columns: Sequence[np.ndarray], sizes: Sequence[int]) -> np.ndarray:
    """The columns of a key as one number."""
    found = columns[0].astype("int64")
    unknown = columns[0] < 0
    for codes, size in zip(columns[1:], sizes[1:], strict=True):
        found *= size
        found += codes
        unknown |= codes < 0
    found[unknown] = -1
    return found


def meets(left: pd.DataFrame, right: pd.DataFrame, on: On) -> np.ndarray:
    """Which rows of left have the keys of some row of right."""
    asking, answering = keys(left, right, on)
    found: np.ndarray = pd.Index(asking).isin(answering[answering >= 0])
    return found


def find(left: pd.DataFrame, right: pd.DataFrame, on: On) -> np.ndarray:
    """For each row of left the place of the one row of right that has its keys, -1 where there is none."""
    asking, answering = keys(left, right, on)
    known = np.flatnonzero(answering >= 0)
    found: np.ndarray = np.append(known, [-1])[pd.Index(answering[known]).get_indexer(asking)]
    return found


def earliest(left: pd.DataFrame, right: pd.DataFrame, on: On, moment: str | pd.Series) -> np.ndarray:
    """For each row of left the earliest moment among the rows of right that have its keys."""
    asking, answering = keys(left, right, on)
    moments = right[moment] if isinstance(moment, str) else moment
    least = moments.groupby(answering, sort=False).min()
    found: np.ndarray = least.reindex(np.where(asking < 0, -2, asking)).to_numpy()
    return found


def pairs(left: pd.DataFrame, right: pd.DataFrame, on: On) -> tuple[np.ndarray, np.ndarray]:
    """The places of all rows of left and right that have the same keys."""
    asking, answering = keys(left, right, on)
    ours = pd.DataFrame({"key": asking, "ours": np.arange(len(left))})[asking >= 0]
    theirs = pd.DataFrame({"key": answering, "theirs": np.arange(len(right))})[answering >= 0]
    both = ours.merge(theirs, on="key")
    return both.ours.to_numpy(), both.theirs.to_numpy()
