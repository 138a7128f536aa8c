"""Charts say what their frames say, in the colours of the theme."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from ediary_analytics import i18n
from ediary_analytics.charts import DARK, LIGHT, Palette, calendar, heat_map, matrix, trend
from ediary_analytics.web import components

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
    for few, many in (palette.missing_fill, palette.accent_fill):
        assert contrast(palette.text, few) >= 4.5
        assert contrast(palette.background, many) >= 4.5


def test_what_is_kept_of_a_chart_holds_every_row_of_it_packed() -> None:
    packed = components.spec(heat_map(FRAME))["datasets"]
    assert packed.keys() == spec()["datasets"].keys()
    for name, rows in spec()["datasets"].items():
        assert pa.ipc.open_stream(packed[name]).read_all().to_pylist() == rows


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


MONTHS = ["rugsėjis", "spalis", "lapkritis"]


def line(values: list[float | None], **more: list[Any]) -> pa.Table:
    texts = ["" if value is None else str(value) for value in values]
    return pa.table({"period": MONTHS, "value": values, "text": texts, "story": texts, **more})


def drawn(chart: Any) -> dict[str, Any]:
    found: dict[str, Any] = chart.to_dict()
    return found


def test_every_point_of_a_short_trend_has_its_number() -> None:
    found = drawn(trend(line([95.2, None, 92.8]), unit="%"))
    texts = [layer for layer in found["layer"] if layer["mark"]["type"] == "text"]
    assert [layer["encoding"]["text"]["field"] for layer in texts] == ["text"]
    assert "transform" not in texts[0], "not only the last one"
    assert found["layer"][0]["encoding"]["x"]["sort"] == MONTHS
    assert found["layer"][0]["mark"]["invalid"] == "break-paths-show-domains", "an unknown month is a gap"


def test_the_axis_speaks_the_language_and_shows_what_there_is() -> None:
    y = drawn(trend(line([95.2, 94.0, 92.8]), unit="%", most=100))["layer"][0]["encoding"]["y"]
    assert "','" in y["axis"]["labelExpr"]
    assert "%" in y["axis"]["labelExpr"]
    low, high = y["scale"]["domain"]
    assert 90 < low < 92.8
    assert 95.2 < high <= 100
    assert drawn(trend(line([1.0, 2.0, 3.0]), zero=True))["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0
    i18n.use("en")
    assert "','" not in drawn(trend(line([1.0, 2.0, 3.0])))["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    i18n.use("lt")


def test_the_country_lies_behind_the_own_line() -> None:
    frame = line([5.0, 6.0, 7.0], low=[4.0, 4.5, None], high=[8.0, 9.0, None], median=[6.0, 6.5, None])
    band, middle, label, *own = drawn(trend(frame, band="šalies mokyklos"))["layer"]
    assert band["mark"]["type"] == "area"
    assert middle["encoding"]["y"]["field"] == "median"
    assert label["mark"]["text"] == "šalies mokyklos"
    assert own[0]["mark"]["type"] == "line"
    one = line([5.0, 6.0, 7.0], low=[4.0, None, None], high=[8.0, None, None])
    assert drawn(trend(one))["layer"][0]["mark"]["type"] == "bar", "an area of one month is nothing to be seen"
    none = pa.table({**{name: frame[name] for name in ("period", "value", "text", "story")}, "low": pa.nulls(3)})
    assert drawn(trend(none))["layer"][0]["mark"]["type"] == "line"


def test_of_several_lines_the_first_is_the_own_one() -> None:
    frame = pa.concat_tables([line([1.0, 2.0, 3.0], series=[name] * 3) for name in ("5a", "Mokykla")])
    colour = drawn(trend(frame))["layer"][0]["encoding"]["color"]
    assert colour["scale"] == {"domain": ["5a", "Mokykla"], "range": [LIGHT.accent, LIGHT.muted]}
    ends = [layer["mark"] for layer in drawn(trend(frame))["layer"] if "dy" in layer["mark"]]
    assert [end["text"] for end in ends] == ["5a 3.0", "Mokykla 3.0"]
    assert ends[1]["dy"] - ends[0]["dy"] == 16, "they do not stand on one another"


def cells(*days: dt.date) -> list[dict[str, Any]]:
    values: list[int | None] = [None, *range(len(days) - 1)]
    texts = ["x"] * len(days)
    frame = pa.table({"day": days, "value": pa.array(values, pa.int64()), "text": texts, "story": texts})
    found = drawn(calendar(frame, across=2))
    name = found["layer"][1]["data"]["name"]
    rows: list[dict[str, Any]] = found["datasets"][name]
    return rows


def test_days_stand_under_their_weekday_in_the_week_of_their_month() -> None:
    # 2026-11-01 is a Sunday: the sheet of five days begins with Monday the 2nd
    found = cells(dt.date(2026, 10, 1), dt.date(2026, 10, 5), dt.date(2026, 11, 2), dt.date(2026, 12, 31))
    assert [(row["column"], row["row"]) for row in found] == [(3, 2), (0, 3), (6, 2), (3, 14)]
    with_sunday = cells(dt.date(2026, 11, 1), dt.date(2026, 11, 2))
    assert [(row["column"], row["row"]) for row in with_sunday] == [(6, 2), (0, 3)]


def test_a_day_of_which_nothing_is_known_is_outlined_and_never_filled() -> None:
    frame = pa.table({"day": [dt.date(2026, 10, 5)], "value": pa.nulls(1, pa.int64()), "text": [""], "story": ["?"]})
    outlined, filled, *_rest = drawn(calendar(frame))["layer"]
    assert outlined["mark"]["fillOpacity"] == 0
    assert outlined["transform"] == [{"filter": "!isValid(datum.value)"}]
    assert filled["transform"] == [{"filter": "isValid(datum.value)"}]


def test_a_matrix_is_drawn_as_it_stands() -> None:
    frame = pa.table(
        {"row": ["1", "1", "2", "2"], "column": ["Pr", "An"] * 2, "value": [1.0, None, 4.0, 0.0], "text": [""] * 4}
    ).append_column("story", pa.array(["a", "b", "c", "d"]))
    found = drawn(matrix(frame))
    assert found["height"] == 24 + 2 * 30
    assert found["layer"][0]["encoding"]["x"]["sort"] == ["Pr", "An"]
    assert found["layer"][1]["encoding"]["color"]["scale"]["domain"] == [0, 4.0]
    assert drawn(matrix(frame, most=10, dark=True))["layer"][1]["encoding"]["color"]["scale"] == {
        "clamp": True,
        "domain": [0, 10],
        "interpolate": "lab",
        "range": list(DARK.accent_fill),
        "type": "linear",
    }
