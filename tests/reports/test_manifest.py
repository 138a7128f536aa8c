"""The list of a package's files: whatever was done to them afterwards, it names the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ediary_analytics.errors import InputError
from ediary_analytics.reports.archive import manifest
from ediary_analytics.reports.archive.manifest import NAME, Verified

FILES = {"csv/pupils.csv": b"pupil_id\np1\n", "parquet/pupils.parquet": bytes(range(256)), "TURINYS.pdf": b"%PDF-1.7"}


@pytest.fixture
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("package"))


def written(folder: Path) -> Path:
    for path, data in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    manifest.write(folder)
    return folder


def test_a_package_as_it_was_written_is_whole(package: Path) -> None:
    found = manifest.verify(package)
    assert found == Verified(intact=3)
    assert found.is_whole


@given(path=st.sampled_from([*FILES, NAME]), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_single_bit_names_its_file(
    tmp_path_factory: pytest.TempPathFactory, path: str, place: float, bit: int
) -> None:
    package = written(tmp_path_factory.mktemp("package"))
    data = bytearray((package / path).read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    (package / path).write_bytes(data)
    found = manifest.verify(package)
    assert path in found.altered
    assert not found.is_whole


def test_what_is_gone_and_what_came_is_named(package: Path) -> None:
    (package / "csv/pupils.csv").unlink()
    (package / "csv/more.csv").write_text("x", "utf-8")
    (package / "link").symlink_to(package / "TURINYS.pdf")
    found = manifest.verify(package)
    assert found.missing == ("csv/pupils.csv",)
    assert found.added == ("csv/more.csv", "link")


def test_a_file_that_changed_its_name_is_missing_and_added(package: Path) -> None:
    (package / "TURINYS.pdf").rename(package / "turinys.pdf")
    found = manifest.verify(package)
    assert (found.missing, found.added) == (("TURINYS.pdf",), ("turinys.pdf",))


def test_the_list_is_what_sha256sum_checks(package: Path) -> None:
    lines = (package / NAME).read_text("utf-8").splitlines()
    assert [line[66:] for line in lines[:-1]] == sorted(FILES)
    assert all(line[64:66] == "  " for line in lines[:-1])
    assert lines[-1].startswith("# ")


def test_a_folder_without_a_list_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=NAME):
        manifest.verify(tmp_path)
