"""The register comes back from its copy, and what is no copy of one is refused before anything is touched."""

import datetime as dt
import os
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ediary_analytics import cli
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.register import accounts, backup, sign_offs, store
from ediary_analytics.register.entries import Author
from ediary_analytics.register.store import Register, open_register
from support.register import NOW

AUTHOR = Author(None, "deputy_director", "liepa", "sign_offs")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(store.URL_VARIABLE, raising=False)
    monkeypatch.setenv("EDIARY_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def sign(register: Register, period: str = "2026-10") -> int:
    return sign_offs.sign(register, AUTHOR, NOW, kind="monthly_fill_check", period=period)


def signed(data: Path) -> list[str]:
    register = store.connect(f"sqlite:///{data / store.FILE}")
    found = [one.period for one in sign_offs.standing(register, ["liepa"])]
    register.engine.dispose()
    return found


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.cli, words)


def test_what_was_entered_after_the_copy_is_gone_and_yet_kept_beside(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    accounts.add(register, "rasa", "Rasa", NOW, by=None)
    sign(register, "2026-09")
    assert run("backup", "--out", str(tmp_path / "copy")).exit_code == 0
    sign(register, "2026-10")
    assert signed(data) == ["2026-09", "2026-10"]

    done = run("restore", str(tmp_path / "copy"), "--yes")
    assert done.exit_code == 0, done.output
    assert signed(data) == ["2026-09"]
    (kept,) = data.glob("register-before-*.sqlite3")
    assert run("restore", str(kept), "--yes").exit_code == 0
    assert signed(data) == ["2026-09", "2026-10"]
    register.engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file private by the folder it is in")
def test_a_copy_is_its_owners_alone_and_overwrites_nothing(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    backup.backup(register, tmp_path / "copy", NOW)
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    with pytest.raises(CallError):
        backup.backup(register, tmp_path / "copy", NOW)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy", "data"]
    register.engine.dispose()


def test_a_copy_made_while_others_write_is_whole(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    stop = threading.Event()
    kept: list[int] = []

    def write() -> None:
        while not stop.is_set():
            kept.append(sign(register))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            before = len(kept)
            backup.backup(register, tmp_path / f"copy{n}", NOW)
            fresh = tmp_path / f"fresh{n}"
            backup.restore(fresh, tmp_path / f"copy{n}", NOW)
            assert len(signed(fresh)) >= before
    finally:
        stop.set()
        writer.join()
    register.engine.dispose()


def test_what_is_no_register_is_refused_and_nothing_is_touched(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    sign(register)
    backup.backup(register, tmp_path / "whole", NOW)
    whole = (tmp_path / "whole").read_bytes()
    wrong = {
        "none": None,
        "text": b"not a database",
        "empty": b"",
        "half": whole[: len(whole) // 2],
        "torn": whole[:8192] + os.urandom(8192) + whole[16384:],
    }
    for name, content in wrong.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError):
            backup.restore(data, tmp_path / name, NOW)
    assert signed(data) == ["2026-10"]
    assert list(data.glob("register-before-*")) == []
    register.engine.dispose()


def test_a_copy_of_a_newer_program_is_refused(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    sign(register)
    backup.backup(register, tmp_path / "copy", NOW)
    newer = store.connect(f"sqlite:///{tmp_path / 'copy'}")
    with newer.writing() as con:
        con.exec_driver_sql("update alembic_version set version_num = '9999'")
    newer.engine.dispose()
    with pytest.raises(InputError):
        backup.restore(data, tmp_path / "copy", NOW)
    assert signed(data) == ["2026-10"]
    register.engine.dispose()


def test_of_a_postgresql_its_own_tools_are_named(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if register.engine.dialect.name == "sqlite":
        monkeypatch.setenv(store.URL_VARIABLE, "postgresql://nobody@127.0.0.1/none")
    else:
        with pytest.raises(CallError, match="pg_dump"):
            backup.backup(register, tmp_path / "copy", NOW)
    with pytest.raises(CallError, match="pg_restore"):
        backup.restore(tmp_path / "data", tmp_path / "copy", dt.datetime.now(dt.UTC))


def test_where_there_is_no_register_there_is_nothing_to_copy(data: Path, tmp_path: Path) -> None:
    refused = run("backup", "--out", str(tmp_path / "copy"))
    assert isinstance(refused.exception, InputError)
    assert not data.exists()


@pytest.mark.parametrize("damage", ["text", "half"])
def test_a_register_that_cannot_be_read_any_more_is_kept_and_replaced(data: Path, tmp_path: Path, damage: str) -> None:
    register = open_register(data)
    sign(register)
    backup.backup(register, tmp_path / "copy", NOW)
    register.engine.dispose()
    store._shared.cache_clear()  # noqa: SLF001  (as another process)
    there = data / store.FILE
    whole = there.read_bytes()
    broken = b"not a database at all" * 500 if damage == "text" else whole[: len(whole) // 2]
    there.write_bytes(broken)

    told = run("user", "list")
    assert isinstance(told.exception, InputError)
    assert str(told.exception) == (
        f"{there}: registras sugadintas. Grąžinkite jo paskutinę kopiją: ediary restore FAILAS."
    )
    done = run("restore", str(tmp_path / "copy"), "--yes")
    assert done.exit_code == 0, done.output
    assert signed(data) == ["2026-10"]
    (kept,) = data.glob("register-before-*")
    assert kept.read_bytes() == broken
    assert {stat.S_IMODE(file.stat().st_mode) for file in (data, kept)} == {0o700, 0o600}
    assert list(data.glob("*.unfinished*")) == []


def test_who_holds_the_register_is_not_waited_for_without_end(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PATIENCE", 0.1)
    register = open_register(data)
    sign(register)
    backup.backup(register, tmp_path / "copy", NOW)
    with register.writing(), pytest.raises(InputError, match="Uždarykite skydelį"):
        backup.restore(data, tmp_path / "copy", NOW)
    assert signed(data) == ["2026-10"]
    register.engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no folder that may only be read")
def test_a_copy_is_restored_from_where_nothing_may_be_written(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    sign(register)
    (disk := tmp_path / "disk").mkdir()
    backup.backup(register, disk / "copy", NOW)
    register.engine.dispose()
    disk.chmod(0o500)
    before = disk.stat().st_mtime_ns
    try:
        backup.restore(tmp_path / "fresh", disk / "copy", NOW)
        assert disk.stat().st_mtime_ns == before  # nothing was made in it and removed again
    finally:
        disk.chmod(0o700)
    assert signed(tmp_path / "fresh") == ["2026-10"]


def test_a_restore_that_nobody_would_see_is_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = open_register(data)
    backup.backup(register, tmp_path / "copy", NOW)
    register.engine.dispose()
    with pytest.raises(CallError):
        backup.restore(data, data / store.FILE, NOW)
    monkeypatch.setenv(store.URL_VARIABLE, f"sqlite:///{tmp_path / 'elsewhere'}")
    with pytest.raises(CallError, match=store.URL_VARIABLE):
        backup.restore(data, tmp_path / "copy", NOW)


def test_a_folder_that_is_not_there_is_said_so(data: Path, tmp_path: Path) -> None:
    register = open_register(data)
    with pytest.raises(CallError, match="tokio aplanko nėra"):
        backup.backup(register, tmp_path / "none" / "copy", NOW)
    register.engine.dispose()
