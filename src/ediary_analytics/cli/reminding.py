"""``ediary remind`` and ``ediary calendar``: what each person still owes, as texts, letters and deadlines."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ediary_analytics.cli import asking, options, words
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from ediary_analytics.register.store import Register
    from ediary_analytics.reminders.digest import Digest
    from ediary_analytics.reminders.mail import Carrier
    from ediary_analytics.reminders.owed import Owed

#: Days ahead of which a person is warned unless others are asked for.
_AHEAD = 3


@click.command(
    cls=words.Command,
    help=N_(
        "One text for each person who still owes something, the oldest first: shown, written into a folder to be copied"
        " into the diary's messages, or sent. Nobody is told the same twice."
    ),
)
@click.option("--month", metavar="YYYY-MM", help=N_("Only what belongs to this month (else everything that is open)."))
@click.option(
    "--ahead",
    type=click.IntRange(0, 366),
    default=_AHEAD,
    show_default=True,
    help=N_("Also what falls due in so many days."),
)
@click.option("--send", is_flag=True, help=N_("Send them by e-mail (EDIARY_SMTP_URL, EDIARY_SMTP_FROM)."))
@click.option("--out", type=options.PATH, metavar="DIR", help=N_("Write a text for each person into this new folder."))
@options.school
@options.data
def remind(
    month: str | None, ahead: int, out: Path | None, school: str | None, data_dir: Path | None, *, send: bool
) -> None:
    from ediary_analytics import calendar
    from ediary_analytics.register import reminders, store
    from ediary_analytics.reminders import digest, owed
    from ediary_analytics.rights import files
    from ediary_analytics.warehouse import current

    if send and out is not None:
        raise CallError("--out", _("texts are sent or written, not both"), _("Leave out --send or --out"))
    period = calendar.month(month) if month else None
    data = options.folder(data_dir)
    found = owed.read(current(data), school, asking.held(data, None), month=period)
    register = store.open_register(data)
    told = reminders.told(register, found.school_id)
    until = dt.datetime.combine(found.as_of.date() + dt.timedelta(days=ahead), dt.time.max)
    waiting = digest.digests(found.rows, told, until)
    if not waiting:
        click.echo(_("There is nobody to remind of anything new."))
    elif send:
        _send(register, found, waiting, period)
    elif out is not None:
        files.new_folder(out)
        for one in waiting:
            files.write(out / f"{_plain(one)}.txt", _text(one, found).encode())
            _note(register, found, one, period)
        click.echo(_("Written to {folder}").format(folder=out))
    else:
        for one in waiting:
            click.echo(f"── {one.name} ──\n{_text(one, found)}")
        click.echo(_("Shown only. Write them with --out DIR, or send them with --send."))


def _plain(one: "Digest") -> str:
    # no file system takes more than 255 bytes; a name is for the eye, the id tells people apart
    return "".join(letter if letter.isalnum() else "-" for letter in f"{one.name[:60]}-{one.staff_id[:40]}")


def _text(one: "Digest", found: "Owed") -> str:
    from ediary_analytics.reminders import digest

    return digest.text(one, found.school, found.rules, found.as_of)


def _note(register: "Register", found: "Owed", one: "Digest", period: str | None) -> None:
    from ediary_analytics.register import reminders
    from ediary_analytics.register.entries import Author

    author = Author(None, None, found.school_id, "reminders")
    about = period or f"{found.as_of:%Y-%m}"
    reminders.note(register, author, dt.datetime.now(dt.UTC), staff_id=one.staff_id, period=about, records=one.records)


def _send(register: "Register", found: "Owed", waiting: list["Digest"], period: str | None) -> None:
    """Send what has an address; what the server did not take is not noted, and comes again with the next run."""
    from ediary_analytics.reminders import mail

    post = mail.post()
    if post is None:
        raise CallError(
            mail.SERVER, _("no mail server is named"), _("Write smtp://user:password@host:587, or use --out DIR")
        )
    sent = 0
    left = []
    with mail.Carrier(post) as carrier:
        for one in waiting:
            if _sent(carrier, post.sender, found, one):
                _note(register, found, one, period)
                sent += 1
            else:
                left.append(one)
    click.echo(ngettext("{count} letter was sent.", "{count} letters were sent.", sent).format(count=sent))
    if left:
        names = "; ".join(sorted(one.name for one in left))
        click.echo(_("Not sent (no address, or not taken by the server): {names}").format(names=names))


def _sent(carrier: "Carrier", sender: str, found: "Owed", one: "Digest") -> bool:
    from ediary_analytics.reminders import digest, mail

    if not (address := found.staff.get(one.staff_id)):
        return False
    try:
        letter = mail.letter(sender, address, digest.subject(one), _text(one, found))
    except CallError:  # one address that is none must not keep the others from theirs
        return False
    return carrier.send(letter)


@click.command(
    cls=words.Command, help=N_("A person's coming deadlines as a file for the calendar of a phone or a computer.")
)
@click.option("--person", metavar="ID", required=True, help=N_("The member of staff by staff_id."))
@click.option("--out", type=options.PATH, metavar="FILE.ics", required=True, help=N_("The file to write."))
@options.school
@options.data
def calendar(person: str, out: Path, school: str | None, data_dir: Path | None) -> None:
    from ediary_analytics.reminders import deadlines, owed
    from ediary_analytics.rights import files
    from ediary_analytics.warehouse import current

    data = options.folder(data_dir)
    found = owed.read(current(data), school, asking.held(data, None))
    if person not in found.staff:
        raise CallError("--person", _("no such member of staff"), _("Give a staff_id of the export"))
    theirs = [row for row in found.rows if row["owner_id"] == person and row["status"] == "pending"]
    content = deadlines.calendar(theirs, found.rules, found.school, dt.datetime.now(dt.UTC))
    files.replace(out, content)
    count = len({(row["due_at"], row["obligation"]) for row in theirs if row["due_at"]})
    said = ngettext("{count} deadline written to {file}", "{count} deadlines written to {file}", count)
    click.echo(said.format(count=count, file=out))
