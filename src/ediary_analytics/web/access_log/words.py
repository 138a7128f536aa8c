"""What the page of the access log says: its sentence, its numbers, an event in words, and the file to take along."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from ediary_analytics.access import page_title, rights, roles
from ediary_analytics.i18n import N_, _, ngettext
from ediary_analytics.register.log import Entry, Look, Tally, Which
from ediary_analytics.web import formats, trace
from ediary_analytics.web.components import Tile
from ediary_analytics.web.table import Cell, Column, Row, Table

#: What can happen, in words.
EVENTS: Final = {
    "login": N_("logged in"),
    "login_provider": N_("logged in through a provider"),
    "login_failed": N_("gave a wrong password"),
    "login_shut": N_("was made to wait after wrong passwords"),
    "login_refused": N_("came from a provider and was not let in"),
    "logout": N_("logged out"),
    "logout_everywhere": N_("logged out everywhere"),
    "page": N_("opened a page"),
    "names": N_("saw pupils' names"),
    "download": N_("took a file away"),
    "refused": N_("was refused"),
    "import": N_("imported an export"),
    "account_added": N_("added an account"),
    "account_disabled": N_("disabled an account"),
    "account_enabled": N_("enabled an account"),
    "role_given": N_("gave a role"),
    "role_withdrawn": N_("withdrew a role"),
    "link_made": N_("made a password link"),
    "password_set": N_("set a password"),
    "sessions_ended": N_("ended somebody's sessions"),
    "identity_seen": N_("asks for an account through a provider"),
    "identity_tied": N_("tied a provider's log-in to an account"),
    "log_cleared": N_("removed old lines of this log"),
    "entered": N_("entered something in the register"),
    "corrected": N_("corrected an entry"),
    "withdrawn": N_("withdrew an entry"),
    "entries_cleared": N_("removed old entries"),
    "register_backed_up": N_("made a copy of the register"),
    "register_restored": N_("brought a copy of the register back"),
}
#: Events of somebody who did not get where they wanted.
_TURNED_AWAY: Final = {"login_failed", "login_shut", "login_refused", "refused"}
#: Spans of time to look at, in days; 0 is all that is kept.
SPANS: Final = {1: N_("last 24 hours"), 7: N_("last 7 days"), 30: N_("last 30 days"), 365: N_("last 365 days"), 0: N_("all that is kept")}  # fmt: skip  # noqa: E501

#: By school and id, what a pupil is called.
Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted.

    Args:
        days: how far back; 0 for all.
        since: from when on.
        until: up to when.
        schools: of which schools; None for all.
        school_names: what the viewer's schools are called.
        names: what the pupils in the viewer's scope are called.
        login: of whom, or None.
        event: of which kind, or None.
        pupil: what was typed of a pupil, or nothing.
        pupils: whom that means, as (school, pupil); None where nothing was typed.
        kept: for how many days lines are kept.
    """

    days: int
    since: dt.datetime
    until: dt.datetime
    schools: Sequence[str] | None
    school_names: Mapping[str, str]
    names: Names
    login: str | None
    event: str | None
    pupil: str
    pupils: Sequence[tuple[str | None, str]] | None
    kept: int

    def which(self) -> Which:
        """As the log is asked."""
        return Which(
            since=self.since,
            until=self.until,
            schools=self.schools,
            pupils=self.pupils,
            login=self.login,
            event=self.event,
        )


def event(name: str) -> str:
    """An event in words."""
    return _(EVENTS[name]) if name in EVENTS else name


def answer(found: Look) -> str:
    """How much happened."""
    if not found.newest:
        return _("Nothing of that kind is in the access log")
    people = found.people
    lines = ngettext("{n} line", "{n} lines", found.lines).format(n=formats.number(found.lines))
    by = ngettext("of {n} person", "of {n} people", people).format(n=formats.number(people))
    return f"{lines} {by}" if people else lines


def under(asked: Asked) -> list[str]:
    """Of which time and schools, and how long lines are kept."""
    days = asked.kept
    kept = ngettext("lines are kept for {n} day", "lines are kept for {n} days", days).format(n=formats.number(days))
    where = [_("all schools")] if asked.schools is None else list(asked.school_names.values())
    return [_(SPANS[asked.days]), *where, kept]


def tiles(found: Look) -> list[Tile]:
    """Looks at single pupils, files taken away, and who was turned away."""
    of = ngettext("of {n} line", "of {n} lines", found.lines).format(n=formats.number(found.lines))
    looks = sum(tally.looks for tally in found.events.values())
    files = found.events.get("download", Tally(0, 0, 0))
    away = sum(tally.lines for event, tally in found.events.items() if event in _TURNED_AWAY)
    names = ngettext("{n} pupil named in them", "{n} pupils named in them", files.pupils)
    return [
        Tile(_("Looks at single pupils"), formats.number(looks), of),
        Tile(
            _("Files taken away"),
            formats.number(files.lines),
            of,
            names.format(n=formats.number(files.pupils)) if files.lines else "",
        ),
        Tile(_("Turned away"), formats.number(away), of, _("wrong passwords, pages and files of others")),
    ]


def shown(found: Look, most: int) -> str:
    """Of more lines than are on the page: how many those are, and how many a file holds, ``most`` of them at most."""
    newest = len(found.newest)
    if found.lines <= newest:
        return ""
    if found.lines <= most:
        text = ngettext("The newest {n} is shown; the file holds all.", "The newest {n} are shown; the file holds all.", newest)  # fmt: skip  # noqa: E501
        return text.format(n=formats.number(newest))
    text = _("The newest {n} are shown, the file holds the newest {most}; for older ones choose a person or an event.")
    return text.format(n=formats.number(newest), most=formats.number(most))


def moment(value: dt.datetime) -> str:
    """When, to the second, as the clock of this place shows it."""
    return formats.moment(value.astimezone(), seconds=True)


def lines(found: Sequence[Entry], asked: Asked) -> Table:
    """The lines, newest first."""
    columns = [
        Column(_("When")),
        Column(_("Who")),
        Column(_("Role"), wide=True),
        Column(_("What happened")),
        Column(_("Which"), wide=True),
        Column(_("School"), wide=True),
        Column(_("Pupil")),
        Column(_("Pupils named"), "number", wide=True),
    ]
    rows = [Row(str(number), _cells(line, asked), shut=True) for number, line in enumerate(found)]
    return Table(_("Access log"), columns, rows)


def _cells(line: Entry, asked: Asked) -> list[Cell]:
    told: Cell = event(line.event)
    if line.event in _TURNED_AWAY:
        told = {"text": event(line.event), "state": "late"}
    number = "" if line.pupils is None else formats.number(line.pupils)
    return [moment(line.at), line.login or NOBODY, _role(line), told, _what(line), _school(line, asked),
            _pupil(line, asked), number]  # fmt: skip


#: Who did it where nobody was logged in: the command line, or a stranger.
NOBODY: Final = formats.NOTHING


def file(found: Sequence[Entry], asked: Asked) -> pa.Table:
    """The lines as a file."""
    names = [_("When"), _("Who"), _("Role"), _("What happened"), _("Which"), _("School"), _("Pupil's id"), _("Pupil")]
    names.append(_("Pupils named"))
    made = [
        (moment(line.at), line.login, _role(line), event(line.event), _what(line), _school(line, asked),
         line.pupil_id, _pupil(line, asked) or None, line.pupils)
        for line in found
    ]  # fmt: skip
    columns = list(zip(*made, strict=True)) or [()] * len(names)
    table = pa.table([pa.array(column) for column in columns], names=names)
    return trace.naming(table, ((line.school_id, line.pupil_id) if line.pupil_id else None for line in found))


def _role(line: Entry) -> str:
    known = roles().get(line.role or "")
    return known.title if known else line.role or ""


def _what(line: Entry) -> str:
    what = line.what or ""
    if what in rights().pages:
        return page_title(what)
    if line.event in {"role_given", "role_withdrawn"}:
        login, _space, role = what.rpartition(" ")
        return f"{login}: {roles()[role].title}" if role in roles() else what
    return _("somebody else's file") if (line.event, what) == ("refused", "download") else what


def _school(line: Entry, asked: Asked) -> str:
    return asked.school_names.get(line.school_id or "", line.school_id or "")


def _pupil(line: Entry, asked: Asked) -> str:
    if line.pupil_id is None:
        return ""
    return asked.names.get((line.school_id or "", line.pupil_id), line.pupil_id)


def in_demonstration() -> tuple[str, list[str]]:
    """Why it is empty in a demonstration."""
    return _("The demonstration writes no access log"), [
        _("Nobody logs in here, and all is fiction. Over real data every page opened, every pupil looked at")
        + " "
        + _("and every file taken away stands here, with who and when."),
    ]


def definitions() -> list[tuple[str, str]]:
    """What the words mean."""
    return [
        (_("Line"), _("one thing that somebody did; nobody can change it, and removing old ones leaves a line too")),
        (_("Pupil"), _("only the id is kept; the name is read from the diary when you look")),
        (
            _("Kept"),
            _("for two school years, unless EDIARY_LOG_DAYS says otherwise; ediary purge removes older lines"),
        ),
    ]
