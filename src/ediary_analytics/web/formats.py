"""How numbers, days and months are written, as pages know it: see :mod:`ediary_analytics.formats`."""

from ediary_analytics.formats import (
    NOTHING,
    day,
    is_feminine,
    moment,
    month,
    month_accusative,
    month_genitive,
    month_name,
    number,
    points,
    rounded,
    sentence,
    share,
    tenths,
)

__all__ = [
    "NOTHING",
    "day",
    "is_feminine",
    "moment",
    "month",
    "month_accusative",
    "month_genitive",
    "month_name",
    "number",
    "points",
    "rounded",
    "sentence",
    "share",
    "tenths",
]
