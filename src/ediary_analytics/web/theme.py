"""One theme, light and dark: what Streamlit is told of it, and the style sheet of our own elements.

System fonts only: no request leaves the host that serves the page.
"""

from dataclasses import fields
from functools import cache
from importlib import resources
from typing import Final

from ediary_analytics.charts import DARK, LIGHT, Palette

FONT: Final = '"Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'


def streamlit_options() -> dict[str, object]:
    """The ``theme.*`` options of Streamlit."""
    options: dict[str, object] = {
        "theme.font": FONT,
        "theme.headingFont": FONT,
        "theme.baseFontSize": 15,
        "theme.baseRadius": "6px",
        "theme.showWidgetBorder": True,
    }
    for base, palette in (("light", LIGHT), ("dark", DARK)):
        options |= {
            f"theme.{base}.primaryColor": palette.accent,
            f"theme.{base}.backgroundColor": palette.background,
            f"theme.{base}.secondaryBackgroundColor": palette.surface,
            f"theme.{base}.textColor": palette.text,
            f"theme.{base}.linkColor": palette.accent,
            f"theme.{base}.borderColor": palette.line,
            f"theme.{base}.sidebar.backgroundColor": palette.surface,
            f"theme.{base}.sidebar.secondaryBackgroundColor": palette.background,
        }
    return options


@cache
def properties() -> str:
    """The palette as custom properties (``--ed-missing``), which follow light and dark by themselves."""
    names = [field.name for field in fields(Palette) if field.type is str]
    pairs = "".join(f"--ed-{name}: light-dark({getattr(LIGHT, name)}, {getattr(DARK, name)});" for name in names)
    return f":root {{ {pairs} --ed-font: {FONT}; }}\n"


@cache
def style_sheet() -> str:
    """``page.css`` behind the palette."""
    return properties() + _text("page.css")


def login_style() -> str:
    """The style of the pages before the dashboard."""
    return properties() + _text("login.css")


@cache
def _text(name: str) -> str:
    return (resources.files(__package__) / "static" / name).read_text("utf-8")


def table_script() -> str:
    """The script of the table that opens."""
    return _text("table.js")


def tiles_script() -> str:
    """The script of numbers that lead to their pages."""
    return _text("tiles.js")


def table_style() -> str:
    """The style of the table that opens (it lives apart from the page's own, and inherits its custom properties)."""
    return _text("table.css")
