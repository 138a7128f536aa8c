"""Numbers, days and months as they are written in the language in use: 96,4 %, 2026-10-05, spalis, spalio, spalį."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.dates import get_month_names
from babel.numbers import format_decimal, get_decimal_symbol

from ediary_analytics import i18n

#: What stands where there is nothing to say.
NOTHING = "–"
#: Lithuanian months are men but for two: gegužė and liepa.
_FEMININE = {5, 7}
# Lithuanian accusative of a month by its ending: spalis → spalį, kovas → kovą, gegužė → gegužę, liepa → liepą.
_ACCUSATIVE = {"is": "į", "as": "ą", "ė": "ę", "a": "ą"}


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """``1 134``, or with decimals ``12,5``; a half is rounded up, as schools do: a mean of 8,25 is 8,3."""
    if value is None:
        return NOTHING
    plain = value if isinstance(value, int) else _rounded(value, decimals)
    if -1000 < plain < 1000:  # noqa: PLR2004  (nothing to group: cells are many, and this is far cheaper)
        text = f"{plain:.{decimals}f}".replace(".", _decimal_sign(i18n.language()))
    else:
        places = "." + "0" * decimals if decimals else ""
        text = format_decimal(plain, format=f"#,##0{places}", locale=i18n.language())
    return text.replace("-", "\N{MINUS SIGN}")


def rounded(value: float | Decimal, decimals: int) -> float:
    """A number as :func:`number` writes it, for files: what stands in them is what stands on the page."""
    return float(_rounded(value, decimals))


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    # of the number as it is written: a float's own half is rarely one; and there is no minus nought
    return Decimal(str(float(value))).quantize(_unit(decimals), ROUND_HALF_UP) + 0


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


@cache
def _decimal_sign(language: str) -> str:
    sign: str = get_decimal_symbol(language)
    return sign


def tenths(part: int, whole: int) -> int:
    """A share in tenths of a per cent, 0 to 1000; all and nothing only where it is truly all or nothing."""
    rounded = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 999)
    return rounded


def per_cent(value: float) -> str:
    """``96,4 %`` of a share from 0 to 1, as :func:`share` writes it."""
    return share(*Decimal(str(value)).as_integer_ratio())


def share(part: int, whole: int) -> str:
    """``96,4 %`` of two whole numbers; a dash where there is no whole."""
    return f"{points(tenths(part, whole))}\N{NO-BREAK SPACE}%" if whole else NOTHING


def points(tenths_of_per_cent: int) -> str:
    """Tenths of a per cent as a number: ``96,4``, ``100``."""
    whole = tenths_of_per_cent % 10 == 0
    return number(tenths_of_per_cent / 10, 0 if whole else 1)


def day(value: dt.date | None) -> str:
    """``2026-10-05``."""
    return value.strftime("%Y-%m-%d") if value else NOTHING


def moment(value: dt.datetime | None, *, seconds: bool = False) -> str:
    """``2026-10-05 17:00``, or ``17:00:01`` where seconds matter; the last second of a day is just the day."""
    if value is None:
        return NOTHING
    if value.time() == dt.time(23, 59, 59):
        return day(value)
    return value.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def _name(month: str, context: str) -> str:
    name: str = get_month_names("wide", context, i18n.language())[int(month[5:])]
    return name


def month(value: str) -> str:
    """``2026 m. spalis``."""
    name = _name(value, "stand-alone")
    return f"{value[:4]} m. {name}" if i18n.language() == "lt" else f"{name} {value[:4]}"


def month_name(value: str) -> str:
    """``spalis``."""
    return _name(value, "stand-alone")


def month_genitive(value: str) -> str:
    """``spalio``: of October."""
    return _name(value, "format")


def month_accusative(value: str) -> str:
    """``spalį``: in October."""
    name = month_name(value)
    if i18n.language() != "lt":
        return name
    ending = next(ending for ending in _ACCUSATIVE if name.endswith(ending))
    return name.removesuffix(ending) + _ACCUSATIVE[ending]


def is_feminine(value: str) -> bool:
    """Whether what is said of the month takes the feminine form."""
    return int(value[5:]) in _FEMININE


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
