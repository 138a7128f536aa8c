"""The package of a school year: tables, verdicts, summaries to be kept, a description, and the list of all of it.

Layout of a package::

    TURINYS.pdf         the description: what is here, of which program, with the SHA-256 of every other file; signed
                        where a certificate is given
    summaries/          class by class what is signed and kept, PDF/A
    parquet/  csv/      the diary's tables, with types and for spreadsheets
    verdicts/           where each duty stood by the export alone; rules/ by which rules
    register/           excuses, sign-offs and acts, with all their corrections
    history/            what earlier imports had shown: corrections, first and last sight of each breach
    MANIFEST.sha256     every file with its SHA-256 (see :mod:`.manifest`)

``ediary check FOLDER/parquet --policy FOLDER/rules/….toml --as-of …`` judges the package itself again.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

import ediary_analytics
from ediary_analytics import contract, formats
from ediary_analytics.access import School
from ediary_analytics.i18n import _
from ediary_analytics.paths import shipped
from ediary_analytics.register.store import Register
from ediary_analytics.reports import catalogue, desk, pdf
from ediary_analytics.reports.archive import manifest, signature, tables
from ediary_analytics.reports.catalogue import Kind
from ediary_analytics.reports.document import Column, Document, Report, Table
from ediary_analytics.rights import files

DESCRIPTION: Final = "TURINYS.pdf"
SUMMARIES, RULES = "summaries", "rules"
#: ``(what is being done, done, of how many)``.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Package:
    """What was written: how many files, and the sum of their list, to be written down elsewhere."""

    files: int
    sum: str


def write(
    con: duckdb.DuckDBPyConnection,
    school: School,
    folder: Path,
    *,
    register: Register | None = None,
    signer: Any = None,
    progress: Progress = lambda _what, _done, _of: None,
) -> Package:
    """Write the package of a school.

    Args:
        con: a root narrowed to the school, with its verdicts, ready for measures.
        school: whose.
        folder: a new or an empty one.
        register: what people entered, where there is one.
        signer: from :func:`.signature.signer`.
        progress: told of each summary.

    Raises:
        CallError: the folder is not empty or cannot be written.
    """
    files.new_folder(folder)
    rows = tables.write(con, folder)
    if register is not None:
        rows |= tables.write_entries(register, school.school_id, folder)
    if rules := _rules(school):
        (folder / RULES).mkdir(mode=0o700)
        files.write(folder / RULES / rules.name, rules.read_bytes())
    planned = list(_summaries(con, school))
    if planned:
        (folder / SUMMARIES).mkdir(mode=0o700)
    for done, (name, make) in enumerate(planned):
        progress(name, done, len(planned))
        made = make()
        if not all(document.blank for document in made.documents):  # nobody keeps the form of a month without a change
            files.write(folder / SUMMARIES / name, pdf.write(made))
    progress(DESCRIPTION, len(planned), len(planned))
    described = pdf.write(_description(con, school, folder, rows))
    files.write(folder / DESCRIPTION, signature.sign(described, signer) if signer else described)
    own = manifest.write(folder)
    return Package(manifest.verify(folder).intact, own)


def _rules(school: School) -> Path | None:
    if school.policy is None:
        return None
    packaged = shipped("expectations") / f"{school.policy}.toml"
    return next((file for file in (packaged, Path(school.policy)) if file.is_file()), None)


def _summaries(con: duckdb.DuckDBPyConnection, school: School) -> Iterator[tuple[str, Callable[[], Report]]]:
    """The name of each file, and what makes its report: of every kind that is kept, by class or month where it asks."""
    whole = desk.at(con, school, desk.Chosen())
    for kind in catalogue.kinds().values():
        if not kind.archived or "pupil" in kind.asks:
            continue
        if "any_month" in kind.asks:
            for month in whole.year.every_month:
                yield f"{kind.name}-{month}.pdf", _making(kind, con, school, desk.Chosen(month=month))
            continue
        if "class" not in kind.asks:
            yield f"{kind.name}.pdf", _making(kind, con, school, desk.Chosen())
            continue
        # of every year that is here: who packs in September means the one that is over
        for number, one in enumerate((one for one in whole.year.classes if one.kind != "preschool"), 1):
            chosen = desk.Chosen(school_class=one.class_id)
            yield f"{kind.name}-{number:02}-{_plain(one.name)}.pdf", _making(kind, con, school, chosen)


def _making(kind: Kind, con: duckdb.DuckDBPyConnection, school: School, chosen: desk.Chosen) -> Callable[[], Report]:
    return lambda: desk.make(kind, desk.at(con, school, chosen))


def _plain(name: str) -> str:
    """A class's name as every file system takes it."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def _description(con: duckdb.DuckDBPyConnection, school: School, folder: Path, rows: dict[str, int]) -> Report:
    ((imported_at, as_of),) = con.execute("select imported_at, as_of from raw.imports").fetchall()
    listed = [(path, _what(path), rows.get(path), manifest.sum_of(folder / path)) for path in manifest.paths(folder)]
    columns = [Column(_("File")), Column(_("What it is"), width=1), Column(_("Rows"), number=True), Column("SHA-256")]
    version = _("Written by ediary-analytics {version} on {day}").format(
        version=ediary_analytics.__version__,
        day=dt.date.today().isoformat(),  # noqa: DTZ011  (the wall clock's day)
    )
    document = Document(
        title=_("What the archive of the electronic diary holds"),
        under=[
            school.name,
            _("data as of {moment}").format(moment=formats.moment(as_of)),
            _("imported {moment}").format(moment=formats.moment(imported_at)),
            version,
        ],
        tables=[Table(_("Files"), _("Every file, and what proves that it was not altered"), columns, listed)],
    )
    # signed with the description: who makes another list for other files has no signature over it
    proof = manifest.sum_but(folder, DESCRIPTION)
    return Report("archive", document.title, [document], wide=True, archived=True, keywords=(signature.PROOF + proof,))


def _what(path: str) -> str:
    folder, _slash, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if folder in (tables.PARQUET, tables.CSV) and (table := contract.exported().get(stem)):
        return table.aliases[0]
    if folder == SUMMARIES:
        return catalogue.kind(stem.partition("-")[0]).title
    return {
        tables.VERDICTS: _("Where each duty stood"),
        tables.HISTORY: _("What earlier imports had shown"),
        tables.REGISTER: _("What people entered: excuses, sign-offs, acts"),
        RULES: _("The rules that the school was judged by"),
    }.get(folder, "")
