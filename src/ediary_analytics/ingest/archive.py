"""Zips → sources, in memory: nothing is ever unpacked to the disk, so no member's name can lead anywhere."""

import lzma
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath

from ediary_analytics.ingest import limits
from ediary_analytics.ingest.export import Source, is_ignored, readable

#: What a broken, encrypted or unusually packed member raises.
FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)
_UTF8_FLAG = 0x800


def members(path: Path) -> list[Source]:
    """The files in a zip, folders in their names; what operating systems leave there is left out.

    Raises:
        InputError: the file is no zip, or unpacks to too much.
    """
    with readable(path, *FAULTS), zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        packed = path.stat().st_size
    limits.check_unpacked(path, packed, [info.file_size for info in infos])
    sources = [Source(_name(info), info.file_size, partial(_read, path, info)) for info in infos]
    return [source for source in sources if not is_ignored(PurePosixPath(source.name))]


def _read(path: Path, info: zipfile.ZipInfo, limit: int = -1) -> bytes:
    with readable(f"{path}/{info.filename}", *FAULTS), zipfile.ZipFile(path) as archive, archive.open(info) as member:
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
