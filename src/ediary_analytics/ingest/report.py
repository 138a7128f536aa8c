"""What an import brought, and what it left out, in the user's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ediary_analytics import contract
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.ingest.export import Export

#: What was left out or taken for granted, by the notice's code: what is wrong, and what would be right.
_NOTICES = {
    "personal_code": (
        N_("the column '{subject}' holds personal codes and was left out"),
        N_("Export without personal codes"),
    ),
    "health": (
        N_("the column '{subject}' holds health details and was left out"),
        N_("Export without health details"),
    ),
    "unknown_column": (
        N_("the column '{subject}' is unknown and was left out"),
        N_("Name it as the export contract does, if it matters"),
    ),
    "empty_file": (N_("the file is empty"), N_("Export the table again, at least its line of headers")),
    "unknown_file": (
        N_("this is no table of an export and was left out"),
        N_("Name the file as its table, if it matters"),
    ),
    "unreadable_file": (
        N_("this was left out: {subject}"),
        N_("Save it again, or name it as its table, if it matters"),
    ),
    "hidden_sheet": (N_("the sheet is hidden and was left out"), N_("Show it, if it matters")),
    "rows_replaced": (
        N_("it says otherwise than an earlier file about {subject} records; the later file counts"),
        N_("Export each month once, if that is wrong"),
    ),
    "marks_of_tamo": (
        N_("the attendance marks {subject} are read as TAMO writes them"),
        N_("Give the columns reason and status, if they mean something else"),
    ),
    "marks_of_mano_dienynas": (
        N_(
            "the attendance marks {subject} are read as Mano dienynas writes them;"
            " whether n is unjustified or undecided is not known"
        ),
        N_("Give the columns reason and status, if they mean something else"),
    ),
    "roster_deleted": (
        N_("records marked for deletion were left out: {subject}"),
        N_("Nothing needs to be done, if they really are deleted"),
    ),
    "roster_ungraded": (
        N_("results without a grade were left out: {subject}"),
        N_("Import again when they are graded"),
    ),
    "roster_period": (
        N_("the period '{subject}' is neither a year, a half-year nor a trimester and was left out"),
        N_("Add the table terms, if it matters"),
    ),
    "roster_unused": (
        N_("this file of OneRoster holds nothing that is read"),
        N_("Nothing needs to be done"),
    ),
    "same_file": (N_("it is the same as {subject} and was left out"), N_("Keep one of them")),
    "wrong_report": (
        N_("of this report ('{subject}') nothing can be used, and it was left out"),
        N_("Save the summary of results and attendance, the summary of averages, or the report by group"),
    ),
    "report_unclear": (
        N_("the report does not say of which class or when it is, or lists no pupils; it was left out"),
        N_("Save it again from the diary, for one class and one period"),
    ),
    "report_twice": (
        N_("the same report is in {subject} too, which has as much or more in it; this one was left out"),
        N_("Keep one of them"),
    ),
    "term_open": (
        N_("the term {subject} is not closed: there are no averages yet"),
        N_("Save the report again when the term has been closed"),
    ),
    "dates_assumed": (
        N_("the report does not say from when to when the term is; assumed is {subject}"),
        N_("Add a table terms (laikotarpiai) with this id and its dates"),
    ),
    "pupil_gone": (
        N_("a pupil of an earlier report is not in this one any more: class {subject}"),
        N_("Check whether the pupil has left; until then the pupil counts up to that report"),
    ),
    "same_name": (
        N_("pupils of one name are in one class, by rows: {subject}; they are told apart by their order"),
        N_("Check that their order is the same in all reports"),
    ),
    "same_name_unclear": (
        N_("which of the pupils of one name is meant cannot be told: class {subject}; they stay apart"),
        N_("Add a second name in the diary"),
    ),
    "class_unclear": (
        N_("of which of its classes a pupil of the group is cannot be told, by row: {subject}"),
        N_("Import the summaries of its classes too"),
    ),
    "unjustified_or_open": (
        N_("n is counted as an unjustified absence, as the report does; it may also not be decided yet"),
        N_("Save the report again when absences have been decided"),
    ),
    "lesson_day_twice": (
        N_("the day {subject} stands over several columns: they are counted as lessons of their own"),
        N_("Check that none of them is entered twice"),
    ),
    "lessons_again": (
        N_("days of the group {subject} are in a newer report too, which counts"),
        N_("Keep the newest report of a group, if that is wrong"),
    ),
    "school_by_name": (
        N_("no school is named; it is called '{subject}', as the folder or file"),
        N_("Add the table schools, or name the school on import"),
    ),
}
#: What a value of a contract type looks like.
_FORMS = {
    "date": N_("A date is written 2026-10-05, 2026.10.05 or 05/10/2026"),
    "timestamp": N_("A time is written 2026-10-05 14:30, without a time zone"),
    "integer": N_("A whole number is written in digits only"),
    "decimal": N_("A number is written 1.5 or 1,5"),
    "boolean": N_("Yes or no is written taip or ne, true or false, 1 or 0"),
    "month": N_("A month is written 2026-10, 2026.10, 202610 or as a day of it"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something dropped or taken for granted: a code of ``raw.notices``, and the column or school it is about."""

    file: str
    code: str
    subject: str = ""

    def __str__(self) -> str:
        wrong, right = _NOTICES[self.code]
        return f"{self.file}: {_(wrong).format(subject=self.subject)}. {_(right)}."


@dataclass(frozen=True, slots=True)
class Fault:
    """Rows that were rejected for one reason.

    Args:
        file: the file they are in.
        table: the table it holds.
        column: the column that is at fault; None where it is the row as a whole.
        code: the reason's code, as in ``raw.rejects``.
        rows: how many rows.
        line: the line of the first.
        header: the column's header as the file has it.
    """

    file: str
    table: str
    column: str | None
    code: str
    rows: int
    line: int
    header: str = ""

    def __str__(self) -> str:
        count = ngettext("{n} row was left out", "{n} rows were left out", self.rows).format(n=self.rows)
        wrong, right = self.reason()
        what = _("{count}, {why}").format(count=count, why=wrong)
        return f"{self.file}:{self.line}: {what}. {right}."

    def reason(self) -> tuple[str, str]:
        """What is wrong with such rows, and what would be right, without full stops."""
        if self.code == "shape":
            return _("with more values than columns"), _("Put values that hold the delimiter in quotes")
        if self.code == "quote" or self.column is None:
            return _("where a quote does not match"), _("Double a quote inside a quoted value, and close every value")
        column = contract.everything()[self.table].column(self.column)
        if self.code == "empty_key":
            return _("'{column}' is empty").format(column=self.header), _("Fill in what tells the rows apart")
        wrong = _("'{column}' does not fit").format(column=self.header)
        if self.code == "enum":
            return wrong, _("It is one of: {values}").format(values=", ".join(column.enum))
        return wrong, _(_FORMS[column.type])


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that did not fit, as it was written.

    Args:
        file: the file it is in.
        line: the line it begins on.
        faults: why it was rejected; more than one where several cells do not fit.
        cells: text by column of the contract; nothing where it is no row at all.
        text: what is written there, where it is no row and the file had no columns that are left out.
    """

    file: str
    line: int
    faults: tuple[Fault, ...]
    cells: Mapping[str, str]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedTable:
    """The rejected rows of a table, and its columns with the headers that the files have for them."""

    table: str
    headers: Mapping[str, str]
    rows: tuple[RejectedRow, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file that was read, as in ``raw.files``; ``school`` is None where the rows name it themselves."""

    file: str
    table: str
    school: str | None
    encoding: str
    delimiter: str
    bytes: int
    rows_read: int
    rows_loaded: int
    rows_rejected: int


@dataclass(frozen=True, slots=True)
class Brought:
    """Which schools an export brought.

    ``is_named`` where it or the caller names them, and not its folder; ``has_common`` where it also held what belongs
    to no school.
    """

    export: Export
    schools: tuple[str, ...]
    is_named: bool
    has_common: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought.

    Args:
        schools: the ids of the schools that were imported, sorted.
        files: what was read, in order.
        faults: why rows were rejected, with counts; the rows themselves are in ``raw.rejects``.
        notices: what was dropped or taken for granted.
        rejects: how many rows ``raw.rejects`` has: one for each cell (or row) that does not fit.
        rejected: the rows that did not fit, by table.
        repairs: the schools of which nothing came but rows that did not fit before.
        brought: which export brought which schools.
    """

    schools: tuple[str, ...]
    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Notice, ...] = ()
    rejects: int = 0
    rejected: tuple[RejectedTable, ...] = ()
    repairs: tuple[str, ...] = ()
    brought: tuple[Brought, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows in all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_loaded(self) -> int:
        """Rows that fitted."""
        return sum(file.rows_loaded for file in self.files)

    @property
    def rows_rejected(self) -> int:
        """Rows that did not."""
        return sum(file.rows_rejected for file in self.files)

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(file.bytes for file in self.files)

    def messages(self) -> Iterator[str]:
        """What the reader should know, in the language in use: rejected rows first, then the notices."""
        yield from map(str, self.faults)
        yield from map(str, self.notices)


@dataclass(slots=True)
class Account:
    """What has been imported so far.

    Args:
        files: the files read.
        notices: what was dropped or taken for granted.
        headers: by file and column, the column's header as the file has it.
        present: which school has which table, and what of it is supposed: columns, or ``*`` for all of it.
        owners: which export brought a school.
        named: the schools that are named by an export or the caller, not by a folder.
        filled: the schools and tables that have rows already.
        passed: the bytes of files that were left out.
        repairs: the schools of which only rows came that were rejected before.
        brought: which export brought which schools.
    """

    files: list[FileReport] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    headers: dict[tuple[str, str | None], str] = field(default_factory=dict)
    present: list[tuple[str, str, list[str]]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    filled: set[tuple[str, str]] = field(default_factory=set)
    passed: int = 0
    repairs: set[str] = field(default_factory=set)
    brought: list[Brought] = field(default_factory=list)

    def report(self, faults: tuple[Fault, ...], rejected: tuple[RejectedTable, ...] = ()) -> ImportReport:
        """The report of it all."""
        return ImportReport(
            schools=tuple(sorted(self.owners)),
            files=tuple(self.files),
            faults=faults,
            notices=tuple(self.notices),
            rejects=sum(fault.rows for fault in faults),
            rejected=rejected,
            repairs=tuple(sorted(self.repairs)),
            brought=tuple(self.brought),
        )
