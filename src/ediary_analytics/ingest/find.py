"""Folders, zips and files → exports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import archive
from ediary_analytics.ingest.export import Export, Source, is_ignored, on_disk, readable, shown

#: How deep below a given folder exports are looked for.
MAX_DEPTH = 4


@dataclass(slots=True)
class Found:
    """The exports that were found, and files beside them that belong to none."""

    exports: list[Export] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def find(paths: Sequence[Path]) -> Found:
    """The exports that the paths hold.

    A folder is one export when table files stand in it, else each folder and zip in it is looked at in the same way;
    a zip likewise. All single files together are one export.

    Raises:
        InputError: a path leads nowhere, cannot be read, or holds no table of the contract; an export has two files
            for one table.
    """
    found = Found()
    singles: list[Path] = []
    for path in paths:
        before = len(found.exports)
        with readable(path):
            is_folder, is_file = path.is_dir(), path.is_file()
        if is_folder:
            _look_into(path, found)
        elif _is_zip(path) and is_file:
            _unpack(path, found)
        elif is_file:
            singles.append(path)
            continue
        else:
            raise InputError(path, _("there is no such file or folder"), _("Give a folder, a zip or CSV files"))
        if len(found.exports) == before:
            raise _nothing_known(path)
    if singles:
        folder = singles[0].absolute().parent
        export = _export(folder.name, folder, [on_disk(path, path.name) for path in singles])
        if not export.files:
            raise _nothing_known(singles[0])
        found.exports.append(export)
    if len(found.exports) > 1:
        names = Counter(export.name for export in found.exports)
        found.exports = [
            replace(export, prefix=f"{export.name if names[export.name] == 1 else export.where}/")
            for export in found.exports
        ]
    return found


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _look_into(folder: Path, found: Found, depth: int = 0) -> None:
    with readable(folder):
        entries = sorted(entry for entry in folder.iterdir() if not is_ignored(PurePosixPath(entry.name)))
        files = [entry for entry in entries if entry.is_file()]
        folders = [entry for entry in entries if entry.is_dir()]
    sources = [on_disk(file, file.name) for file in files]
    if any(source.table for source in sources):
        beside = [f"{shown(inner.name)}/" for inner in folders]
        found.exports.append(_export(folder.resolve().name, folder, sources, beside))
        return
    found.strays += [shown(file.name) for file in files if not _is_zip(file)]
    for file in files:
        if _is_zip(file):
            _unpack(file, found)
    for inner in folders if depth < MAX_DEPTH else ():
        _look_into(inner, found, depth + 1)


def _unpack(path: Path, found: Found) -> None:
    sources = archive.members(path)
    folders: dict[PurePosixPath, list[Source]] = {}
    for source in sources:
        folders.setdefault(PurePosixPath(source.name).parent, []).append(source)
    with_tables = {folder for folder, inside in folders.items() if any(source.table for source in inside)}
    homes = sorted(folder for folder in with_tables if not with_tables & set(folder.parents))
    for home in homes:
        name = path.stem if len(homes) == 1 else home.name
        below = [source.name for folder, inside in folders.items() if home in folder.parents for source in inside]
        found.exports.append(_export(name, path / home, folders[home], below))
    found.strays += [s.name for f, inside in folders.items() if not {f, *f.parents} & set(homes) for s in inside]


def _export(name: str, where: Path, sources: Iterable[Source], beside: Iterable[str] = ()) -> Export:
    files: dict[str, Source] = {}
    unknown = list(beside)
    for source in sources:
        if source.table is None:
            unknown.append(source.name)
        elif other := files.get(source.table.name):
            raise InputError(
                where / PurePosixPath(source.name).name,
                _("the table {table} is in {file} too").format(table=source.table.name, file=other.name),
                _("Keep one of them"),
            )
        else:
            files[source.table.name] = source
    return Export(shown(name), shown(str(where)), files, tuple(unknown))


def _nothing_known(path: Path) -> InputError:
    return InputError(
        path,
        _("no table of an e-diary export is here"),
        _("Name the files as the tables, such as pupils.csv or lessons.csv"),
    )
