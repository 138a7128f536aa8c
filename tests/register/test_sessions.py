"""Coming in, staying in, going out; guessing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics.register import log, passwords, sessions
from ediary_analytics.register.sessions import Refused, Session
from ediary_analytics.register.store import Register
from support.register import NOW, PASSWORD, Someone

MINUTE = dt.timedelta(minutes=1)


def come_in(register: Register, login: str = "aldona", now: dt.datetime = NOW) -> Session:
    opened = sessions.log_in(register, login, PASSWORD, now, source="here")
    assert isinstance(opened, Session)
    return opened


def guess(register: Register, now: dt.datetime, login: str = "aldona", source: str = "here") -> Refused:
    refused = sessions.log_in(register, login, "spėjimas", now, source=source)
    assert isinstance(refused, Refused)
    return refused


def test_the_right_password_opens_a_session(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    assert sessions.account_of(register, come_in(register).token, NOW) == aldona.id


@pytest.mark.parametrize("token", ["", "x", "ž" * 40])
def test_a_made_up_token_opens_nothing(register: Register, someone: Someone, token: str) -> None:
    someone("aldona")
    come_in(register)
    assert sessions.account_of(register, token, NOW) is None


def test_an_altered_token_opens_nothing(register: Register, someone: Someone) -> None:
    someone("aldona")
    token = come_in(register).token
    assert sessions.account_of(register, token[:-1] + ("A" if token[-1] != "A" else "B"), NOW) is None


def test_the_register_does_not_hold_what_the_cookie_does(register: Register, someone: Someone) -> None:
    someone("aldona")
    token = come_in(register).token
    with register.reading() as con:
        assert token not in con.exec_driver_sql("select token_hash from sessions").scalars().all()


def test_half_an_hour_without_a_sign_ends_it(register: Register, someone: Someone) -> None:
    someone("aldona")
    token = come_in(register).token
    assert sessions.account_of(register, token, NOW + 29 * MINUTE)
    assert sessions.account_of(register, token, NOW + 58 * MINUTE)
    assert sessions.account_of(register, token, NOW + 88 * MINUTE) is None
    assert sessions.account_of(register, token, NOW + 59 * MINUTE) is None, "what has ended stays so"


def test_eight_hours_end_it_whatever_happens(register: Register, someone: Someone) -> None:
    someone("aldona")
    token = come_in(register).token
    for minutes in range(20, 480, 20):
        assert sessions.account_of(register, token, NOW + minutes * MINUTE)
    assert sessions.account_of(register, token, NOW + 480 * MINUTE) is None


def test_after_logging_out_a_copy_of_the_cookie_is_worth_nothing(register: Register, someone: Someone) -> None:
    someone("aldona")
    token, other = come_in(register).token, come_in(register).token
    sessions.log_out(register, token, NOW)
    assert sessions.account_of(register, token, NOW) is None
    assert sessions.account_of(register, other, NOW), "the other browser stays"


def test_logging_out_everywhere_ends_every_browser(register: Register, someone: Someone) -> None:
    aldona = someone("aldona")
    tokens = [come_in(register).token for _ in range(3)]
    sessions.log_out_everywhere(register, aldona.id, NOW)
    assert [sessions.account_of(register, token, NOW) for token in tokens] == [None] * 3


def test_guessing_shuts_the_login_for_longer_and_longer(register: Register, someone: Someone) -> None:
    someone("aldona")
    for _ in range(4):
        assert guess(register, NOW).wait == dt.timedelta()
    assert guess(register, NOW).wait == MINUTE
    assert isinstance(
        sessions.log_in(register, "aldona", PASSWORD, NOW + 59 * dt.timedelta(seconds=1), source="x"), Refused
    )
    assert guess(register, NOW + MINUTE).wait == 2 * MINUTE
    assert come_in(register, now=NOW + 3 * MINUTE)
    assert guess(register, NOW + 3 * MINUTE).wait == dt.timedelta(), "who came in starts anew"


def test_another_login_is_not_shut_with_it(register: Register, someone: Someone) -> None:
    someone("aldona")
    someone("petras")
    for _ in range(5):
        guess(register, NOW)
    assert come_in(register, "petras")


def test_one_address_that_tries_many_logins_is_shut(
    register: Register, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "FAILURES_OF_SOURCE", 3)
    someone("aldona")
    for login in ("petras", "jonas", "rasa"):
        guess(register, NOW, login, source="there")
    assert isinstance(sessions.log_in(register, "aldona", PASSWORD, NOW + MINUTE, source="there"), Refused)
    assert come_in(register, now=NOW + MINUTE), "from elsewhere"
    later = sessions.log_in(register, "aldona", PASSWORD, NOW + 61 * MINUTE, source="there")
    assert isinstance(later, Session), "an hour later"


def test_a_password_that_is_replaced_while_it_is_looked_at_opens_nothing(
    register: Register, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    aldona, hasher = someone("aldona"), passwords.hasher()

    class Slow:
        """Finds the old password right, and in need of a newer hash, when another has been set meanwhile."""

        hash = hasher.hash

        def verify_and_update(self, password: str, hashed: str) -> tuple[bool, str]:
            matches = hasher.verify(password, hashed)
            passwords.set_password(register, aldona.id, "visai kitas slaptažodis", NOW, by=None)
            return matches, hasher.hash(password)

    with monkeypatch.context() as patch:
        patch.setattr(passwords, "hasher", Slow)
        guessed = sessions.log_in(register, "aldona", PASSWORD, NOW, source="here")
    assert isinstance(guessed, Refused)
    assert isinstance(sessions.log_in(register, "aldona", PASSWORD, NOW, source="here"), Refused)
    assert isinstance(sessions.log_in(register, "aldona", "visai kitas slaptažodis", NOW, source="here"), Session)


def test_many_guesses_at_once_are_many_failures(register: Register, someone: Someone) -> None:
    someone("aldona")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: guess(register, NOW), range(8)))
    assert guess(register, NOW).wait > dt.timedelta()


def test_an_unknown_login_is_answered_like_a_wrong_password(register: Register, someone: Someone) -> None:
    someone("aldona")
    known = [guess(register, NOW, "aldona") for _ in range(6)]
    unknown = [guess(register, NOW, "niekas") for _ in range(6)]
    assert known == unknown


def test_what_was_typed_as_a_login_is_not_kept(register: Register, someone: Someone) -> None:
    someone("aldona")
    guess(register, NOW, login=PASSWORD)
    with register.reading() as con:
        kept = [con.exec_driver_sql(f"select * from {table}").all() for table in ("attempts", "access_log")]
    assert PASSWORD not in str(kept)


def test_coming_in_failing_and_going_are_logged(register: Register, someone: Someone) -> None:
    someone("aldona")
    guess(register, NOW)
    sessions.log_out(register, come_in(register).token, NOW)
    entries = log.read(register, since=NOW, until=NOW + MINUTE)
    assert [(entry.event, entry.login) for entry in entries[:3]] == [
        ("logout", "aldona"),
        ("login", "aldona"),
        ("login_failed", "aldona"),
    ]


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_has_an_end(failures: int) -> None:
    assert dt.timedelta() <= sessions.wait_after(failures) <= sessions.wait_after(failures + 1) <= sessions.LONGEST_WAIT
