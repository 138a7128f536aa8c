"""Analytics and compliance over the exports of a Lithuanian school's electronic diary."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from ediary_analytics.notebook import Diary

__version__ = "0.1.0"


def open(  # noqa: A001  (ea.open reads well)
    path: "Path | str | None" = None,
    school: str | None = None,
    *,
    anonymous: bool = False,
    interventions: "Iterable[tuple[str, str, dt.date]]" = (),
) -> "Diary":
    """Open an export, a warehouse or the last import for a notebook: see :class:`ediary_analytics.notebook.Diary`."""
    from ediary_analytics.notebook import Diary  # noqa: PLC0415  (pandas, paid only by who asks)

    return Diary(path, school, anonymous=anonymous, interventions=interventions)
