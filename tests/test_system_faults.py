"""What the system has against reading or writing is told in words of our own, and a full disk as what it is."""

import errno
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from ediary_analytics import cli, i18n, system_faults
from ediary_analytics.errors import InputError
from ediary_analytics.ingest.export import readable


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/duomenys/x.xlsx"),
        duckdb.TransactionException(
            'Failed to commit: Checkpoint failed for database "warehouse". Original error: '
            'Could not write file "/duomenys/warehouse.duckdb.building": No space left on device'
        ),
        duckdb.IOException(
            'Could not write file "/duomenys/warehouse.duckdb.building": There is not enough space on the disk.'
        ),
        duckdb.OutOfMemoryException(
            "failed to offload data block of size 256.0 KiB (5.5 MiB/5.6 MiB used)."
            " This limit was set by the 'max_temp_directory_size' setting."
        ),
        sqlite3.OperationalError("database or disk is full"),
    ],
)
def test_a_full_disk_is_told_alike_whoever_met_it(error: Exception) -> None:
    assert system_faults.is_full(error)
    told = str(system_faults.full(error))
    assert "diske nebėra vietos. Atlaisvinkite" in told
    assert "device" not in told
    assert told.startswith(("/duomenys: ", "ediary: "))


def test_a_full_disk_is_found_behind_what_it_brought_about() -> None:
    with pytest.raises(RuntimeError) as caught:
        _fail_because_of(OSError(errno.ENOSPC, "No space left on device"))
    assert system_faults.is_full(caught.value)


def _fail_because_of(error: Exception) -> None:
    try:
        raise error
    except OSError as full:
        raise RuntimeError("not finished") from full


@pytest.mark.parametrize(
    "error",
    [
        duckdb.OutOfMemoryException("could not allocate block of size 256.0 KiB (1.0 GiB/1.0 GiB used)"),
        duckdb.IOException('Could not set lock on file "/duomenys/warehouse.duckdb"'),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_other_troubles_are_not_taken_for_a_full_disk(error: Exception) -> None:
    assert not system_faults.is_full(error)


def test_what_duckdb_cannot_put_aside_for_want_of_room_is_a_full_disk(tmp_path: Path) -> None:
    con = duckdb.connect(config={"temp_directory": str(tmp_path), "memory_limit": "16MB", "threads": 1})
    con.execute("set max_temp_directory_size = '1MB'")
    with con, pytest.raises(duckdb.OutOfMemoryException) as caught:
        con.execute("create table t as select hash(i) as a, hash(i + 1) as b from range(3_000_000) as r (i) order by a")
    assert system_faults.is_full(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_an_answer_that_does_not_fit_on_the_disk_is_told_in_words() -> None:
    program = [sys.executable, "-c", "from ediary_analytics.cli import main; main()", "metric"]
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert found.returncode == 2
    assert "diske nebėra vietos" in found.stderr
    assert "Praneškite" not in found.stderr


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "x"), "tokio failo ar aplanko nėra"),
        (FileExistsError(errno.EEXIST, "File exists", "x"), "toks jau yra"),
        (PermissionError(errno.EACCES, "Permission denied", "x"), "neturite tam teisės"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "x"), "ten, kur turi būti aplankas, yra failas"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links", "x"), "sistema to neleido"),
        (OSError("closed"), "sistema to neleido"),
    ],
)
def test_what_the_system_refuses_is_told_without_its_own_words(error: OSError, wrong: str) -> None:
    told = str(system_faults.refused(error))
    assert wrong in told
    assert str(error.strerror) not in told


def test_a_workbook_that_is_none_is_damaged_and_not_a_matter_of_rights(tmp_path: Path) -> None:
    (tmp_path / "pupils.xlsx").write_bytes(b"PK\x03\x04 ne darbaknyge")
    told = CliRunner().invoke(cli.cli, ["import", str(tmp_path), "--into", str(tmp_path / "into")]).exception
    assert isinstance(told, InputError)
    assert "pupils.xlsx: nepavyko perskaityti (failas sugadintas" in str(told)
    assert "zip" not in str(told)


def test_what_a_password_locks_says_so() -> None:
    i18n.use("en")
    with (
        pytest.raises(InputError, match=r"^z\.zip: cannot be read \(it is locked with a password\)\."),
        readable("z.zip", RuntimeError, zipfile.BadZipFile),
    ):
        raise RuntimeError("File 'pupils.csv' is encrypted, password required for extraction")
