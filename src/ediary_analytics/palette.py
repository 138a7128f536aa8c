"""The colours, which mean the same everywhere: in charts, on pages, in tables and in reports."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; each of the six states has its own, safe for colour-blind readers.

    Every one of them stands off the background by a contrast of at least 4.5. A state is never told by colour alone:
    a word or a shape goes with it. What cannot be checked has no colour: it is outlined.
    """

    background: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str
    met: str
    late: str
    missing: str
    pending: str
    excused: str
    #: Fills that carry text: nothing missing, and from the fewest to the most missing.
    calm_fill: str
    missing_fill: tuple[str, str]
    #: Fills that carry text: of a number that is no state, from nothing to the most.
    accent_fill: tuple[str, str]


LIGHT: Final = Palette(
    background="#FFFFFF",
    surface="#F6F7F8",
    line="#DDE2E6",
    text="#1F2933",
    muted="#5A6672",
    accent="#2B5C8A",
    met="#0B6B63",
    late="#8A5A00",
    missing="#A8325A",
    pending="#5A6672",
    excused="#6A4C9C",
    calm_fill="#E3EFED",
    missing_fill=("#F4DDE5", "#B5476C"),
    accent_fill=("#EDF2F7", "#3F6F9F"),
)
DARK: Final = Palette(
    background="#14191F",
    surface="#1C232B",
    line="#323C47",
    text="#E6EAEE",
    muted="#9FABB7",
    accent="#8DB9E8",
    met="#66C7BA",
    late="#E0AE55",
    missing="#F08FA8",
    pending="#9FABB7",
    excused="#BBA6E6",
    calm_fill="#1D302F",
    missing_fill=("#43283A", "#E58BA5"),
    accent_fill=("#1E2833", "#86B2E0"),
)


def palette(*, dark: bool) -> Palette:
    """The colours of a theme."""
    return DARK if dark else LIGHT
