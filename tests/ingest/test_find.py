"""Folders, zips and files → exports."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from ediary_analytics import ingest
from ediary_analytics.errors import CallError, InputError
from ediary_analytics.ingest import limits
from ediary_analytics.ingest.find import find
from ingest.conftest import PUPILS, Con, Write
from support.forms import write_as

LESSONS = "lesson_id\nl1\n"


def zipped(path: Path, files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def exports(*paths: Path) -> dict[str, set[str]]:
    return {found.name: {s.table.name for s in found.sources if s.table} for found in find(paths).exports}


def test_a_folder_with_tables_is_one_export(write: Write) -> None:
    folder = write(
        {"lessons.csv": LESSONS, "older/pupils.csv": PUPILS, "README.md": "", ".hidden.csv": "", "~$p.csv": ""}
    )
    assert exports(folder) == {"school": {"pupils", "lessons"}}
    assert set(find([folder]).exports[0].unknown) == {"older/", "README.md"}


def test_else_each_folder_and_zip_in_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "a" / "2026").mkdir(parents=True)
    (tmp_path / "a" / "2026" / "pupils.csv").write_text(PUPILS, "utf-8")
    zipped(tmp_path / "b.zip", {"export/lessons.csv": LESSONS})
    (tmp_path / "notes.txt").write_text("", "utf-8")
    assert exports(tmp_path) == {"a": {"pupils"}, "b": {"lessons"}}
    assert find([tmp_path]).strays == ["notes.txt"]


def test_a_zip_is_read_like_a_folder(con: Con, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "senamiestis.zip",
        {"export/pupils.csv": PUPILS, "export/sub/x.csv": "", "__MACOSX/export/._pupils.csv": "", "top.txt": ""},
    )
    report = ingest.load(con, [path])
    assert report.schools == ("senamiestis",)
    assert [file.file for file in report.files] == ["export/pupils.csv"]
    assert {notice.file for notice in report.notices if notice.code == "unknown_file"} == {
        "top.txt",
        "export/sub/x.csv",
    }


def test_the_folders_of_a_zip_are_exports(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", {"a/pupils.csv": PUPILS, "b/pupils.csv": PUPILS})
    assert exports(path) == {"a": {"pupils"}, "b": {"pupils"}}


def test_single_files_are_one_export_together(write: Write, tmp_path: Path) -> None:
    folder = write({"lessons.csv": LESSONS})
    other = zipped(tmp_path / "other.zip", {"pupils.csv": PUPILS})
    assert exports(folder / "pupils.csv", other, folder / "lessons.csv") == {
        "other": {"pupils"},
        "school": {"pupils", "lessons"},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "cp775"])
def test_lithuanian_names_in_zips_of_any_age(tmp_path: Path, encoding: str) -> None:
    path = zipped(tmp_path / "z.zip", {"klas?s.csv": "class_id\n", "pupils.csv": PUPILS})
    # Written by a program that does not say which letters it uses.
    name = "klasės.csv".encode(encoding)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        info = zipfile.ZipInfo("x" * len(name))
        target.writestr(info, "class_id\n")
        target.writestr("pupils.csv", PUPILS)
    path.write_bytes(buffer.getvalue().replace(b"x" * len(name), name))
    assert exports(path) == {"z": {"classes", "pupils"}}


def test_a_members_name_leads_nowhere(con: Con, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = zipped(inside / "evil.zip", {"../../pupils.csv": PUPILS, "/etc/lessons.csv": LESSONS})
    before = set(tmp_path.rglob("*"))
    ingest.load(con, [path], school=None)
    assert set(tmp_path.rglob("*")) == before


def test_names_are_never_patterns_or_sql(con: Con, tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s [a] * "school"; drop'
    folder.mkdir()
    (folder / "pupils.csv").write_text(PUPILS, "utf-8")
    assert ingest.load(con, [folder]).schools == (folder.name,)


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HARMLESS_BYTES", 1 << 16)
    path = zipped(tmp_path / "bomb.zip", {"pupils.csv": "0" * (1 << 20)})
    with pytest.raises(InputError, match="unpacks to too much"):
        find([path])


def test_too_large_a_file_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIARY_MAX_FILE_MB", "1")
    with pytest.raises(InputError, match=r"too large\. .* raise EDIARY_MAX_FILE_MB"):
        find([write({"lessons.csv": "x" * ((1 << 20) + 1)})])


def test_a_limit_that_is_no_number_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDIARY_MAX_FILE_MB", "daug")
    with pytest.raises(CallError, match="^EDIARY_MAX_FILE_MB: 'daug' is no number"):
        find([write({})])


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_too_many_rows_are_refused(con: Con, write: Write, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setenv("EDIARY_MAX_ROWS", "5")
    folder = write_as({"lessons": [["lesson_id"], *([f"l{n}"] for n in range(6))]}, write({}), form)
    with pytest.raises(InputError, match=r"^lessons\.\w+: it has more than 5 rows"):
        ingest.load(con, [folder])


@pytest.mark.parametrize("damage", ["not a zip", "cut short", "encrypted", "wrong sum"])
def test_a_zip_that_cannot_be_read_says_so(con: Con, tmp_path: Path, damage: str) -> None:
    path = zipped(tmp_path / "z.zip", {"pupils.csv": PUPILS}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(
        {
            "not a zip": b"pupil_id\n",
            "cut short": data[:-30],
            # The flag of encryption, in the member's header and in the list.
            "encrypted": data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
                b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
            ),
            "wrong sum": data.replace("Ąžuolas".encode(), "Ąžuolai".encode()),
        }[damage]
    )
    with pytest.raises(InputError, match=r"z\.zip.*: cannot be read"):
        ingest.load(con, [path])


def test_nothing_known_is_an_error_that_says_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("", "utf-8")
    for path in (tmp_path, tmp_path / "notes.txt", zipped(tmp_path / "z.zip", {"x.csv": ""})):
        with pytest.raises(InputError, match=r"no table of an e-diary export is here\. Name the files as the tables"):
            find([path])


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        find([tmp_path / "nowhere"])
    with pytest.raises(InputError):
        find([Path("nul\0byte")])


def test_names_that_are_no_text_on_the_disk(con: Con, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe0\xff")
    try:
        folder.mkdir()
        (folder / os.fsdecode(b"\xfe.csv")).touch()
    except OSError:
        pytest.skip("this file system takes text only")
    (folder / "pupils.csv").write_text(PUPILS, "utf-8")
    assert ingest.load(con, [folder]).schools == ("??",)
