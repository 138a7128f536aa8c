"""Folders, zips and files → exports."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ediary_analytics.errors import InputError
from ediary_analytics.i18n import _
from ediary_analytics.ingest import archive, contents, names
from ediary_analytics.ingest.export import Export, Source, is_ignored, on_disk, readable, shown

#: How deep below a given folder exports are looked for.
MAX_DEPTH = 4


@dataclass(slots=True)
class Found:
    """The exports that were found, files beside them that belong to none, and why one of them could not be read."""

    exports: list[Export] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    fault: InputError | None = None


def find(paths: Sequence[Path]) -> Found:
    """The exports that the paths hold.

    A folder is one export when files with tables stand in it, else each folder and zip in it is looked at in the same
    way; a zip likewise. Folders and zips that are named as months or other periods belong to the export around them.
    All single files together are one export.

    Raises:
        InputError: a path leads nowhere, cannot be read, or holds nothing that we know.
    """
    found = Found()
    singles: list[Path] = []
    for path in paths:
        before = len(found.exports)
        with readable(path):
            is_folder, is_file = path.is_dir(), path.is_file()
        if is_folder:
            _look_into(path, found)
        elif is_file and _is_zip(path):
            _unpack(path, found)
        elif is_file:
            singles.append(path)
            continue
        else:
            raise InputError(path, _("there is no such file or folder"), _("Give a folder, a zip or CSV files"))
        if len(found.exports) == before:
            raise found.fault or _nothing_known(path)
    if singles:
        sources = [on_disk(path, path.name) for path in singles]
        if not _holds_tables(sources, found):
            raise found.fault or _nothing_known(singles[0])
        folder = singles[0].absolute().parent
        found.exports.append(_export(folder.name, folder, sources))
    if len(found.exports) > 1:
        count = Counter(export.name for export in found.exports)
        found.exports = [
            replace(export, prefix=f"{export.name if count[export.name] == 1 else export.where}/")
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
    sources = [on_disk(file, file.name) for file in files if not _is_zip(file)]
    periods = [source for entry in entries if names.is_period(entry.stem) for source in _of_period(entry)]
    if _holds_tables([*sources, *periods], found):
        used = {PurePosixPath(source.name).parts[0] for source in periods}
        beside = [f"{shown(inner.name)}/" for inner in folders if shown(inner.name) not in used]
        beside += [shown(file.name) for file in files if _is_zip(file) and shown(file.name) not in used]
        found.exports.append(_export(folder.resolve().name, folder, [*sources, *periods], beside))
        return
    found.strays += [source.name for source in sources]
    for file in files:
        if _is_zip(file):
            _unpack(file, found)
    for inner in folders if depth < MAX_DEPTH else ():
        _look_into(inner, found, depth + 1)


def _of_period(entry: Path) -> list[Source]:
    """The files in a folder or zip that is named as a period, with its name before theirs."""
    if entry.is_dir():
        with readable(entry):
            files = sorted(file for file in entry.iterdir() if file.is_file())
        sources = [on_disk(file, f"{entry.name}/{file.name}") for file in files]
        return [source for source in sources if not is_ignored(PurePosixPath(source.name))]
    if _is_zip(entry):
        return [replace(source, name=f"{shown(entry.name)}/{source.name}") for source in archive.members(entry)]
    return []


def _unpack(path: Path, found: Found) -> None:
    sources = archive.members(path)
    folders: dict[PurePosixPath, list[Source]] = {}
    for source in sources:
        home = PurePosixPath(source.name).parent
        folders.setdefault(home.parent if names.is_period(home.name) else home, []).append(source)
    with_tables = {folder for folder, inside in folders.items() if _holds_tables(inside, found)}
    homes = sorted(folder for folder in with_tables if not with_tables & set(folder.parents))
    for home in homes:
        name = path.stem if len(homes) == 1 else home.name
        below = [source.name for folder, inside in folders.items() if home in folder.parents for source in inside]
        found.exports.append(_export(name, path / home, folders[home], below))
    found.strays += [s.name for f, inside in folders.items() if not {f, *f.parents} & set(homes) for s in inside]


def _holds_tables(sources: Sequence[Source], found: Found) -> bool:
    """Whether any of the files is a table by its name, or by what is in it."""
    if any(source.table for source in sources):
        return True
    for source in sources:
        if source.may_hold_tables:
            seen = contents.look(source)
            if seen:
                return True
            found.fault = found.fault or seen.fault
    return False


def _export(name: str, where: Path, sources: Iterable[Source], beside: Iterable[str] = ()) -> Export:
    candidates = tuple(source for source in sources if source.may_hold_tables)
    unknown = [*beside, *(source.name for source in sources if not source.may_hold_tables)]
    return Export(shown(name), shown(str(where)), candidates, tuple(unknown))


def _nothing_known(path: Path) -> InputError:
    return InputError(
        path,
        _("no table of an e-diary export is here"),
        _("Name the files as the tables, such as pupils.csv or lessons.csv"),
    )
