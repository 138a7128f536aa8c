"""Zips → sources, in memory: nothing is ever unpacked to the disk, so no member's name can lead anywhere."""

import lzma
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest.export import MAX_FILE_BYTES, Source, is_ignored, readable

#: A zip that unpacks to more than this, or to more than this many times its size, is refused.
MAX_UNPACKED_BYTES = 4 << 30
MAX_RATIO = 200
#: Below this size the ratio does not matter: a small file of equal lines packs well and harms nobody.
_HARMLESS_BYTES = 32 << 20
_MAX_MEMBERS = 10_000
#: What a broken, encrypted or unusually packed member raises.
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
_UTF8_FLAG = 0x800


def members(path: Path) -> list[Source]:
    """The files in a zip, folders in their names; what operating systems leave there is left out.

    Raises:
        InputError: the file is no zip, or unpacks to too much.
    """
    with readable(path, *_FAULTS), zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        packed = path.stat().st_size
    unpacked = sum(info.file_size for info in infos)
    if (
        len(infos) > _MAX_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or any(info.file_size > MAX_FILE_BYTES for info in infos)
        or unpacked > max(_HARMLESS_BYTES, packed * MAX_RATIO)
    ):
        raise InputError(path, _("the zip unpacks to too much"), _("Import one school and one school year at a time"))
    sources = [Source(_name(info), info.file_size, partial(_read, path, info)) for info in infos]
    return [source for source in sources if not is_ignored(PurePosixPath(source.name))]


def _read(path: Path, info: zipfile.ZipInfo, limit: int = MAX_FILE_BYTES) -> bytes:
    with readable(f"{path}/{info.filename}", *_FAULTS), zipfile.ZipFile(path) as archive, archive.open(info) as member:
        return member.read(limit)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where the zip says so or it fits, else the code page of Lithuanian Windows.

    Only for reading; whatever it is, it never becomes a path.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG and not name.isascii():
        written = name.encode("cp437")
        try:
            name = written.decode("utf-8")
        except UnicodeDecodeError:
            name = written.decode("cp775")
    return name.replace("\\", "/")
