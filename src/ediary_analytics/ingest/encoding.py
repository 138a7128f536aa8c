"""Bytes → UTF-8: the encodings in which e-diaries and spreadsheets export, told apart without guessing letters."""

import codecs

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _


def to_utf8(where: str, data: bytes) -> tuple[bytes, str]:
    """The bytes as UTF-8 without BOM, and the encoding they came in.

    It is ``utf-8``, ``utf-8-sig``, ``windows-1257`` or, where a BOM says so, ``utf-16``: spreadsheets' "Unicode text".

    Raises:
        InputError: the bytes are no text, or text with damaged letters; it names the line.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(where, data, "utf-16"), "utf-16"
    if b"\0" in data:
        raise InputError(where, _("this is not a text file"), _save_as())
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        return _checked(where, data, "utf-8"), "utf-8-sig"
    try:
        return _checked(where, data, "utf-8"), "utf-8"
    except InputError:
        if _is_damaged_utf8(data):
            raise
    return _checked(where, data, "windows-1257"), "windows-1257"


def _checked(where: str, data: bytes, encoding: str) -> bytes:
    try:
        decoded = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{where}:{line}", _("the letters are neither UTF-8 nor windows-1257"), _save_as()) from None
    if "\0" in decoded:
        raise InputError(where, _("this is not a text file"), _save_as())
    return data if encoding == "utf-8" else decoded.encode()


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more letters make sense as UTF-8 than do not: windows-1257 hardly ever looks like that."""
    decoded = data.decode("utf-8", "replace")
    damaged = decoded.count("\ufffd")
    return sum(not letter.isascii() for letter in decoded) > 2 * damaged


def _save_as() -> str:
    return _("Save the table as CSV in UTF-8 or windows-1257")
