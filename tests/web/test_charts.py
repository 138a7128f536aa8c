"""The heat map says what the frame says, in the colours of the theme."""

from typing import Any

import pyarrow as pa
import pytest

from ediary_analytics.charts import DARK, LIGHT, Palette, heat_map

FRAME = pa.table(
    {
        "person": ["Ąžuolienė Aldona", "Ąžuolienė Aldona", "Žukas Žygis", "Žukas Žygis"],
        "week": ["5–9", "12–16", "5–9", "12–16"],
        "due": [3, 0, 4, 2],
        "missing": [0, 0, 4, 1],
        "story": ["a", "b", "c", "d"],
    }
)


def spec(*, dark: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = heat_map(FRAME, dark=dark).to_dict()
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_state_can_be_read(palette: Palette) -> None:
    for name in ("text", "muted", "accent", "met", "late", "missing", "pending", "excused"):
        for ground in (palette.background, palette.surface):
            assert contrast(getattr(palette, name), ground) >= 4.5, name


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_numbers_in_the_cells_can_be_read(palette: Palette) -> None:
    few, many = palette.missing_fill
    assert contrast(palette.text, few) >= 4.5
    assert contrast(palette.background, many) >= 4.5


def test_the_frame_is_drawn_as_it_stands() -> None:
    (rows,) = spec()["datasets"].values()
    assert [row["missing"] for row in rows] == [0, 0, 4, 1]
    assert spec()["layer"][0]["encoding"]["y"]["sort"] == ["Ąžuolienė Aldona", "Žukas Žygis"]
    assert spec()["layer"][0]["encoding"]["x"]["sort"] == ["5–9", "12–16"]
    assert spec()["height"] == 2 * 26


def test_what_was_not_due_is_outlined_and_never_filled() -> None:
    empty, calm, *_rest = spec()["layer"]
    assert empty["mark"]["fillOpacity"] == 0
    assert empty["mark"]["strokeDash"]
    assert calm["mark"]["color"] == LIGHT.calm_fill
    assert spec(dark=True)["layer"][1]["mark"]["color"] == DARK.calm_fill


def test_a_few_are_never_drawn_as_many() -> None:
    scale = spec()["layer"][2]["encoding"]["color"]["scale"]
    assert scale["domain"] == [1, 8]
