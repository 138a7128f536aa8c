"""What an import left out or took for granted, in the user's words."""

from dataclasses import dataclass

from ediary_analytics.i18n import N_, _

#: By the notice's code: what is wrong, and what would be right.
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


@dataclass(frozen=True, slots=True)
class Notice:
    """Something dropped or taken for granted: a code of ``raw.notices``, and the column or school it is about."""

    file: str
    code: str
    subject: str = ""

    def __str__(self) -> str:
        wrong, right = _NOTICES[self.code]
        return f"{self.file}: {_(wrong).format(subject=self.subject)}. {_(right)}."
