"""The signs of risk in words: what each is called, its value in its unit, how it is told of a pupil."""

from ediary_analytics import catalogue, formats
from ediary_analytics.i18n import _


def title(fired_by: str) -> str:
    """``Lessons missed``."""
    return catalogue.risk_signs()[fired_by].title


def figure(fired_by: str, value: float) -> str:
    """The value in the unit of the sign: ``12,4 %``, ``3``, ``−1,2``."""
    match catalogue.risk_signs()[fired_by].unit:
        case "share":
            return f"{formats.points(round(value * 1000))}\N{NO-BREAK SPACE}%"
        case "step":
            return _("{points} pp").format(points=formats.points(round(value * 1000)))
        case "points":
            return formats.number(value, 0 if value == round(value) else 1)
    return formats.number(value)


def told(fired_by: str, value: float) -> str:
    """The sign as it is told of a pupil: ``missed 12,4 % of lessons``, ``marks fall by 1,2 in 30 days``."""
    return catalogue.risk_signs()[fired_by].text("told").format(value=figure(fired_by, abs(value)))
