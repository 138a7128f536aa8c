"""Signs of risk in words: what was found, against which bound."""

from typing import Any

from ediary_analytics import formats
from ediary_analytics.i18n import N_, _

#: By what fired it; ``{value}`` is a share or a count, ``{part}`` and ``{whole}`` what a share is made of.
_WORDS = {
    "absence_band": N_("missed {value} of lessons"),
    "unjustified_share": N_("{value} of lessons missed unjustified"),
    "nemis_month": N_("in the worst month {value} missed unjustified"),
    "running_string": N_("absent {value} days running"),
    "sharp_change": N_("absences grew by {value}"),
    "frequent_lateness": N_("late {value} times in a month"),
    "remarks": N_("remarks: {value}"),
    "negative_term_grades": N_("negative term grades: {value}"),
    "falling_trend": N_("marks fall by {value} in 30 days"),
}
_SHARES = {"absence_band", "unjustified_share", "nemis_month", "sharp_change"}


def sign(row: dict[str, Any]) -> str:
    """A row of ``risk_signs`` as a few words."""
    name, value = row["fired_by"], row["value"]
    if name in _SHARES:
        shown = f"{formats.points(round(value * 1000))} %"
    else:
        shown = formats.number(abs(value), 0 if float(value).is_integer() else 1)
    return _(_WORDS[name]).format(value=shown) if name in _WORDS else name
