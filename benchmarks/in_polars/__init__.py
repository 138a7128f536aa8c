"""A whole policy judged in polars: the rules of ``sql/obligations`` written by hand over Parquet files of ``core``.

In is a folder with a file per table; out is one table in memory with a row per duty examined: the obligation, the
columns of a duty and its status, as in ``judged.verdicts``. Or, for whoever asks how many, their numbers only.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from in_polars import attendance, classes, families, grades, lessons, locks, preschool, pupils, school
from in_polars.frames import Diary, Judge

#: The rules by the name of their obligation; each takes the diary and, by keyword, its settings.
RULES: dict[str, Callable[..., pl.LazyFrame]] = {
    rule.__name__: rule
    for topic in (lessons, attendance, grades, classes, pupils, families, locks, preschool, school)
    for rule in topic.RULES
}


def judge(folder: Path, settings: Mapping[str, Mapping[str, Any]], as_of: dt.datetime) -> pl.DataFrame:
    """Judge the obligations that ``settings`` names, each with its settings, as it stood at ``as_of``."""
    diary, verdict = Diary(folder, as_of), Judge(as_of)
    duties = [verdict.verdicts(name, RULES[name](diary, **given)) for name, given in settings.items()]
    return pl.concat(duties).collect(engine="streaming")


def count(folder: Path, settings: Mapping[str, Mapping[str, Any]], as_of: dt.datetime) -> pl.DataFrame:
    """How many duties :func:`judge` would list by ``school_id``, ``obligation`` and ``status``: their ``number``.

    What only a row would show is neither read nor worked out.
    """
    diary, verdict = Diary(folder, as_of, counting=True), Judge(as_of)
    numbers = [verdict.numbers(name, RULES[name](diary, **given)) for name, given in settings.items()]
    return pl.concat(numbers).collect(engine="streaming")
