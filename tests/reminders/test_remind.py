"""``ediary remind`` and ``ediary calendar`` as somebody runs them, over a small school and a mail server of our own."""

import datetime as dt
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import click.testing
import icalendar
import pytest

from ediary_analytics import cli
from ediary_analytics.errors import CallError
from ediary_analytics.refresh import refresh
from ediary_analytics.reminders import mail
from support.exports import TABLES, write_export

#: Ona owes a lesson of Tuesday the 13th; she and her address are in the export.
AS_OF = dt.datetime(2026, 10, 16, 18)
STAFF = "staff_id | first_name | last_name | email | roles\nona | Ona | Ąžuolienė | ona@mokykla.example | teacher"


class Letters(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter (RFC 5321, the least of it)."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Postman)
        self.taken: list[str] = []


class _Postman(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                assert isinstance(self.server, Letters)
                self.server.taken.append(letter.decode())
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[Letters]:
    with Letters() as letters:
        threading.Thread(target=letters.serve_forever, daemon=True).start()
        yield letters
        letters.shutdown()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    refresh([write_export(tmp_path / "export", staff=STAFF)], tmp_path / "data", as_of=AS_OF, validate=False)
    return tmp_path / "data"


def ediary(*words: object, **environment: str) -> click.testing.Result:
    return click.testing.CliRunner(env=environment).invoke(cli.cli, [str(word) for word in words])


def test_shown_it_is_not_noted_and_written_it_is_never_told_again(data: Path, tmp_path: Path) -> None:
    shown = ediary("remind", "--data-dir", data)
    assert shown.exit_code == 0, shown.output
    assert "Ąžuolienė Ona" in shown.output
    assert "Laba diena," in shown.output
    assert ediary("remind", "--data-dir", data, "--out", tmp_path / "texts").exit_code == 0
    (text,) = (tmp_path / "texts").iterdir()
    assert text.read_text("utf-8") in shown.output
    again = ediary("remind", "--data-dir", data, "--out", tmp_path / "more")
    assert again.exit_code == 0
    assert not (tmp_path / "more").exists()
    assert "Nėra kam priminti nieko nauja" in again.output


def test_what_was_entered_since_is_not_asked_for(data: Path, tmp_path: Path) -> None:
    before = ediary("remind", "--data-dir", data).output
    assert "2026-10-13" in before
    entered = TABLES["lessons"] + "l9 | maths | 2026-10-13 | 2 | ona | Trupmenos | Sudėti | 2026-10-16 09:00\n"
    refresh(
        [write_export(tmp_path / "later", staff=STAFF, lessons=entered)],
        data,
        as_of=AS_OF + dt.timedelta(hours=1),
        validate=False,
    )
    after = ediary("remind", "--data-dir", data).output
    assert "Pamoka įvesta" in before
    assert "Pamoka įvesta" not in after


def test_letters_are_sent_once_to_those_with_an_address(data: Path, server: Letters) -> None:
    host, port = server.server_address[:2]
    post = {
        "EDIARY_SMTP_URL": f"smtp://{host!s}:{port}",
        "EDIARY_SMTP_FROM": "Ąžuolyno progimnazija <dienynas@mokykla.example>",
    }
    done = ediary("remind", "--data-dir", data, "--send", **post)
    assert done.exit_code == 0, done.output
    assert "Išsiųstas 1 laiškas." in done.output
    (letter,) = server.taken
    assert "To: ona@mokykla.example" in letter
    assert "Auto-Submitted: auto-generated" in letter
    assert ediary("remind", "--data-dir", data, "--send", **post).exit_code == 0
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("post", "where"),
    [
        ({}, "EDIARY_SMTP_URL"),
        ({"EDIARY_SMTP_URL": "mokykla.example"}, "EDIARY_SMTP_URL"),
        ({"EDIARY_SMTP_URL": "smtp://a:secret#1@mokykla.example:587"}, "EDIARY_SMTP_URL"),
        ({"EDIARY_SMTP_URL": "smtp://[mokykla"}, "EDIARY_SMTP_URL"),
        ({"EDIARY_SMTP_URL": "smtp://127.0.0.1:9", "EDIARY_SMTP_FROM": "Ona <"}, "EDIARY_SMTP_FROM"),
        ({"EDIARY_SMTP_URL": "smtp://mokykla..example", "EDIARY_SMTP_FROM": "a@b.example"}, "EDIARY_SMTP_URL"),
        ({"EDIARY_SMTP_URL": "smtp://127.0.0.1:9"}, "EDIARY_SMTP_FROM"),
        ({"EDIARY_SMTP_URL": "smtp://a:secret@127.0.0.1:9", "EDIARY_SMTP_FROM": "a@b.example"}, "EDIARY_SMTP_URL"),
    ],
)
def test_a_server_that_is_not_there_is_said_so_and_nothing_is_noted(
    data: Path, post: dict[str, str], where: str
) -> None:
    done = ediary("remind", "--data-dir", data, "--send", **post)
    assert done.exit_code != 0
    assert str(done.exception).startswith(f"{where}: ")
    assert "secret" not in str(done.exception)
    assert "Laba diena" in ediary("remind", "--data-dir", data).output


def test_deadlines_are_a_file_for_a_calendar(data: Path, tmp_path: Path) -> None:
    done = ediary("calendar", "--data-dir", data, "--person", "ona", "--out", tmp_path / "duties.ics")
    assert done.exit_code == 0, done.output
    whole = icalendar.Calendar.from_ical((tmp_path / "duties.ics").read_bytes())
    assert str(len(whole.walk("VEVENT"))) in done.output
    nobody = ediary("calendar", "--data-dir", data, "--person", "x", "--out", tmp_path / "x.ics")
    assert str(nobody.exception).startswith("--person: ")


@pytest.mark.parametrize("address", ["ona@", '"', "a@[", "ona\r\nBcc: x@y.example"])
def test_an_address_that_is_none_is_refused_in_words(address: str) -> None:
    with pytest.raises(CallError):
        mail.letter("a@b.example", address, "Tema", "Tekstas")


def test_a_broken_address_is_named_and_the_letter_stays_to_be_sent(tmp_path: Path, server: Letters) -> None:
    staff = STAFF.replace("ona@mokykla.example", "ona@")
    refresh([write_export(tmp_path / "export", staff=staff)], tmp_path / "data", as_of=AS_OF, validate=False)
    host, port = server.server_address[:2]
    post = {"EDIARY_SMTP_URL": f"smtp://{host!s}:{port}", "EDIARY_SMTP_FROM": "dienynas@mokykla.example"}
    done = ediary("remind", "--data-dir", tmp_path / "data", "--send", **post)
    assert done.exit_code == 0, done.output
    assert "Ąžuolienė Ona" in done.output
    assert server.taken == []
    assert "Laba diena" in ediary("remind", "--data-dir", tmp_path / "data").output


def test_days_ahead_end_somewhere(data: Path) -> None:
    done = ediary("remind", "--data-dir", data, "--ahead", 10**9)
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)


def test_a_very_long_name_is_still_a_file(tmp_path: Path) -> None:
    staff = STAFF.replace("Ąžuolienė", "Ąžuolienė-" * 40)
    refresh([write_export(tmp_path / "export", staff=staff)], tmp_path / "data", as_of=AS_OF, validate=False)
    done = ediary("remind", "--data-dir", tmp_path / "data", "--out", tmp_path / "texts")
    assert done.exit_code == 0, done.exception
    (text,) = (tmp_path / "texts").iterdir()
    assert text.name.endswith("-ona.txt")
