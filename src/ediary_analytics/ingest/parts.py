"""One export → its parts in the order in which they are filled: what its files hold, and what vendors' formats say."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import pyarrow as pa

from ediary_analytics import contract
from ediary_analytics.errors import InputError
from ediary_analytics.ingest import contents, edges, headers, names
from ediary_analytics.ingest.contents import Contents, Part
from ediary_analytics.ingest.export import Export, Source
from ediary_analytics.ingest.notices import Notice
from ediary_analytics.ingest.report import Account, FileReport
from ediary_analytics.ingest.staging import Sheet
from ediary_analytics.ingest.text import TextTable
from ediary_analytics.ingest.vendors import Format, Piece, Translation, tamo


def of(export: Export, asked: str | None, account: Account) -> tuple[list[tuple[Part, int]], dict[str, list[str]]]:
    """The parts of an export with the bytes that each takes, in the contract's order and the later ones later.

    Beside them, by table, what vendors' formats suppose of it: columns, or ``*`` for all of it. What is no table goes
    to the account: notices, and a report of each vendor's file.

    Args:
        export: what to read.
        asked: the id that the caller has for the one school; a vendor's name of it gives way.
        account: takes what is told.

    Raises:
        InputError: a file that is named as a table cannot be read, or a vendor's format cannot be understood.
    """
    parts: list[tuple[Part, int]] = []
    pieces: dict[str, tuple[Format, list[Piece]]] = {}
    for source in _once(export, account):
        seen = contents.look(source)
        size = source.size
        for part in seen.parts:
            parts.append((replace(part, file=export.prefix + part.file), size))
            size = 0
        for form, piece in seen.pieces:
            named = replace(piece, file=export.prefix + piece.file)
            pieces.setdefault(form.name, (form, []))[1].append(named)
            account.files.append(_report(form, named, size))
            size = 0
        _tell(export, source, seen, account)
        account.passed += size if not seen.parts else 0
    own = {part.table.name for part, _ in parts}
    translations = [form.translate(of_form) for form, of_form in pieces.values()]
    account.notices += [notice for translation in translations for notice in translation.notices]
    translated = [part for translation in translations for part in _parts(translation, asked, own)]
    places = {name: place for place, name in enumerate(contract.everything())}
    # A vendor's rows first: a file of the contract beside them is the more deliberate one, and the later wins.
    every = sorted([*((part, 0) for part in translated), *parts], key=lambda found: places[found[0].table.name])
    return every, _supposed(translations, own)


def _once(export: Export, account: Account) -> Iterator[Source]:
    """The files of the export, the later ones later; of those with the same bytes only the first."""
    sizes = Counter(source.size for source in export.sources)
    first: dict[str, str] = {}
    for source in sorted(export.sources, key=lambda source: names.order(source.name)):
        if source.size and sizes[source.size] > 1:
            digest = hashlib.sha256(source.read()).hexdigest()
            if (other := first.setdefault(digest, source.name)) != source.name and _same_meaning(source.name, other):
                account.notices.append(Notice(export.prefix + source.name, "same_file", other))
                account.passed += source.size
                continue
        yield source


def _same_meaning(one: str, other: str) -> bool:
    """Whether the names mean the same table: equal bytes may be the headers of two empty tables."""
    tables = {names.table_of(PurePosixPath(name).stem) for name in (one, other)}
    return len(tables) == 1


def _tell(export: Export, source: Source, seen: Contents, account: Account) -> None:
    account.notices += [Notice(export.prefix + file, "hidden_sheet") for file in seen.hidden]
    if seen.fault and source.table:
        raise InputError(export.prefix + seen.fault.where, seen.fault.wrong, seen.fault.right)
    if seen.fault:
        account.notices.append(Notice(export.prefix + seen.fault.where, "unreadable_file", seen.fault.wrong))
    elif not seen:
        account.notices.append(Notice(export.prefix + source.name, "unknown_file"))
    else:
        account.notices += [Notice(export.prefix + file, "unknown_file") for file in seen.unknown]


def _report(form: Format, piece: Piece, size: int) -> FileReport:
    """The rows of a vendor's file are counted where they are filled, by table."""
    return FileReport(piece.file, f"{form.name}.{piece.kind}", None, "", "", size, 0, 0, 0)


def _parts(translation: Translation, asked: str | None, own: Collection[str]) -> Iterator[Part]:
    """The tables of a translation as parts; of one school under the id that the export or the caller has for it."""
    schools = sum(table.text.rows for table in translation.tables if table.table == "schools")
    for table in translation.tables:
        text = table.text
        if table.table == "schools" and schools == 1:
            if "schools" in own:
                continue
            text = _called(text, asked) if asked else text
        yield Part(contract.everything()[table.table], table.file, lambda _, text=text: text)  # type: ignore[misc]


def _called(text: TextTable, school: str) -> TextTable:
    """The one row of the table schools, under another id."""
    place = text.headers.index("school_id")
    return replace(text, cells=text.cells.set_column(place, f"c{place}", pa.array([school])))


def _supposed(translations: Iterable[Translation], own: Collection[str]) -> dict[str, list[str]]:
    """What is supposed of each table that the export does not have itself."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for translation in translations for name in translation.assumed):
        table, _, column = name.partition(".")
        if table not in own:
            found.setdefault(table, []).append(column or "*")
    return found


def read(parts: list[tuple[Part, int]], account: Account) -> Iterator[Sheet]:
    """Each part that holds something, read in its turn.

    Raises:
        InputError: it cannot be read, or its headers do not fit.
    """
    for part, size in parts:
        text = part.text(part.file)
        if text is None:
            account.notices.append(Notice(part.file, "empty_file"))
            account.files.append(FileReport(part.file, part.table.name, None, "", "", size, 0, 0, 0))
            continue
        heading = headers.understand(part.file, part.table, text.headers)
        text = edges.trimmed(text)
        account.notices += heading.dropped
        if part.table.name == "attendance" and heading.places.get("mark") not in text.typed:
            text, heading, told = tamo.understand(part.file, edges.trimmed(text.written()), heading)
            account.notices += told
        account.headers |= {(part.file, column): header.strip() for column, header in heading.written.items()}
        yield Sheet(part.file, part.table, size, text, heading)
