"""A TOML file that a person wrote, whatever editor saved it: a fault is told with its line, in the language in use."""

import re
import tomllib
from pathlib import Path
from typing import Any

from ediary_analytics.errors import PolicyError
from ediary_analytics.i18n import _

# all that tomllib tells of the place before Python 3.14 has attributes for it
_PLACE = re.compile(r"\(at line (\d+), column \d+\)$")
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate")
_DECIMAL_COMMA = re.compile(r"=[^\"']*\d,\d")


def read(path: Path) -> dict[str, Any]:
    """What the file says.

    Raises:
        PolicyError: it is not UTF-8 or not TOML; the message names the file and, where it is known, the line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Notepad puts a mark before it
    except UnicodeDecodeError:
        raise PolicyError(path, _("the file is not UTF-8"), _("Save it as UTF-8")) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(path, text, str(error)) from error


def _fault(path: Path, text: str, told: str) -> PolicyError:
    lines = text.splitlines()
    place = _PLACE.search(told)
    number = int(place[1]) if place else len(lines)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    where = f"{path}:{number}" if place else path
    if told.startswith(_TWICE):
        return PolicyError(where, _("this is written twice"), _("Leave one of them"))
    wrong = _("this line is not TOML") if place else _("the end is not TOML")
    if _DECIMAL_COMMA.search(line):
        return PolicyError(where, wrong, _("Write decimals with a point, such as 0.98"))
    return PolicyError(where, wrong, _('Write it as name = value, and texts in quotes, such as title = "…"'))
