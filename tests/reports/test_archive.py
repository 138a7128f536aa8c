"""The package of a year: read back it gives the same verdicts, and whatever was done to it is found."""

import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click.testing
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ediary_analytics import cli
from ediary_analytics.errors import InputError
from ediary_analytics.refresh import refresh
from ediary_analytics.register import excuses, store
from ediary_analytics.register.entries import Author
from ediary_analytics.reports.archive import manifest, signature
from support.exports import write_export

AS_OF = dt.datetime(2026, 10, 16, 23, 59, 59)
PASSWORD = "lapas-virs-lapo"  # noqa: S105


def ediary(*words: object, **environment: str) -> click.testing.Result:
    return click.testing.CliRunner(env=environment).invoke(cli.cli, [str(word) for word in words])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    refresh([write_export(tmp_path_factory.mktemp("export"))], folder, as_of=AS_OF, validate=False)
    return folder


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school's certificate that nobody vouches for."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ąžuolyno progimnazija")])
    now = dt.datetime.now(dt.UTC)
    issued = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "school.p12"
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"school", key, issued, None, locked))
    return file


@pytest.fixture(scope="module")
def package(data: Path, certificate: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "archyvas"
    words = ("archive", data, "--out", folder, "--certificate", certificate)
    done = ediary(*words, EDIARY_CERTIFICATE_PASSWORD=PASSWORD)
    assert done.exit_code == 0, done.output
    assert manifest.sum_of(folder / manifest.NAME) in done.output
    return folder


def judged(*words: object) -> dict[str, Any]:
    done = ediary("check", *words, "--format", "json", "--no-docs")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_read_back_it_gives_the_same_verdicts(package: Path, data: Path) -> None:
    (rules,) = (package / "rules").iterdir()
    again = judged(package / "parquet", "--policy", rules, "--as-of", AS_OF.isoformat())
    before = judged(data)
    assert before["obligations"] == again["obligations"]
    assert sum(one["examined"] for one in again["obligations"]) > 10
    assert before["integrity"] == again["integrity"]


def test_the_spreadsheets_hold_the_same_rows(package: Path) -> None:
    for file in (package / "parquet").glob("*.parquet"):
        (package / "csv" / f"{file.stem}.csv").read_text("utf-8-sig")
    assert {file.stem for file in (package / "csv").iterdir()} == {
        file.stem for file in (package / "parquet").iterdir()
    }
    assert "ona" in (package / "csv" / "staff.csv").read_text("utf-8-sig")


def test_the_description_tells_of_every_file_and_its_sum(package: Path) -> None:
    described = pypdfium2.PdfDocument(package / "TURINYS.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in described)
    flat = "".join(text.split())
    for path in manifest.paths(package):
        if path != "TURINYS.pdf":
            assert path in flat
            assert manifest.sum_of(package / path) in flat
    assert "Ką saugo elektroninio dienyno archyvas" in text


def test_it_is_whole_and_signed(package: Path) -> None:
    done = ediary("archive", "--verify", package)
    assert done.exit_code == 0
    assert "Ąžuolyno progimnazija" in done.output


def test_what_people_entered_is_in_it_with_its_corrections(data: Path, tmp_path: Path) -> None:
    register = store.open_register(data)
    author = Author(None, None, "ąžuolynas", "excuses")
    day = dt.date(2026, 10, 6)
    now = dt.datetime(2026, 10, 16, tzinfo=dt.UTC)
    number = excuses.excuse_days(register, author, now, since=day, until=day, cause="other", reason="Nebuvo interneto")
    excuses.withdraw(register, author, dt.datetime(2026, 10, 17, tzinfo=dt.UTC), number)
    done = ediary("archive", "--data-dir", data, "--out", tmp_path / "package")
    assert done.exit_code == 0, done.output
    written = (tmp_path / "package" / "register" / "excuses.csv").read_text("utf-8-sig")
    assert written.count("Nebuvo interneto") == 2
    assert manifest.verify(tmp_path / "package").is_whole


def test_one_bit_flipped_names_the_file(package: Path) -> None:
    file = package / "parquet" / "lessons.parquet"
    before = file.read_bytes()
    try:
        file.write_bytes(before[:9] + bytes([before[9] ^ 1]) + before[10:])
        done = ediary("archive", "--verify", package)
    finally:
        file.write_bytes(before)
    assert done.exit_code == 1
    assert "parquet/lessons.parquet" in done.output


def test_another_description_under_the_same_signature_is_not_what_was_signed(package: Path, tmp_path: Path) -> None:
    data = (package / "TURINYS.pdf").read_bytes()
    (tmp_path / "other.pdf").write_bytes(
        data.replace(b"/Producer", b"/Produced", 1).replace(b"stream\n", b"stream\r", 1)
    )
    found = signature.look(tmp_path / "other.pdf")
    assert found is not None
    assert not found.is_intact


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--out"),
        (("--out", "x", "--verify", "y"), "--out"),
        (("--out", "{package}"), "{package}"),
        (("--out", "{new}", "--school", "none"), "none"),
        (("--out", "{new}", "--certificate", "{package}/TURINYS.pdf"), "TURINYS.pdf"),
        (("--verify", "{new}"), "MANIFEST.sha256"),
    ],
)
def test_a_wrong_call_is_said_so(
    package: Path, data: Path, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    names = {"package": package, "new": tmp_path / "new"}
    said = [word.format(**names) for word in words]
    done = ediary("archive", data, *said, EDIARY_CERTIFICATE_PASSWORD=PASSWORD)
    assert done.exit_code != 0
    assert message.format(**names) in str(done.exception)
    assert not (tmp_path / "new").exists()


def test_another_list_for_other_files_is_not_what_was_signed(package: Path, tmp_path: Path) -> None:
    """Whoever alters a file can write a new list, but not sign it."""
    shutil.copytree(package, tmp_path / "copy")
    file = tmp_path / "copy" / "csv" / "lessons.csv"
    file.write_bytes(file.read_bytes().replace(b"2026-10-1", b"2026-10-2", 1))
    manifest.write(tmp_path / "copy")
    done = ediary("archive", "--verify", tmp_path / "copy")
    assert done.exit_code == 1
    assert "Failai ne tie, kuriuos pasirašė" in done.output


def test_what_was_added_after_the_signature_is_not_signed(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "TURINYS.pdf"
    writer = IncrementalPdfFileWriter(io.BytesIO((package / "TURINYS.pdf").read_bytes()))
    writer.trailer["/Info"]["/Keywords"] = generic.pdf_string("kita")
    writer.update_container(writer.trailer["/Info"])
    writer.write_in_place()  # type: ignore[no-untyped-call]
    file.write_bytes(writer.prev.stream.getvalue())
    found = signature.look(file)
    assert found is not None
    assert not found.is_intact


@pytest.mark.parametrize("left", [b"", b"%PDF-1.7 half"])
def test_a_description_that_is_no_pdf_is_told(package: Path, tmp_path: Path, left: bytes) -> None:
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / "TURINYS.pdf").write_bytes(left)
    manifest.write(tmp_path / "copy")
    with pytest.raises(InputError, match=r"TURINYS\.pdf"):
        signature.look(tmp_path / "copy" / "TURINYS.pdf")


def test_the_sum_of_the_list_can_be_compared_with_the_one_written_down(package: Path) -> None:
    done = ediary("archive", "--verify", package)
    assert manifest.sum_of(package / manifest.NAME) in done.output


def test_a_certificate_that_nobody_vouches_for_prints_no_traceback(package: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from ediary_analytics.cli import main; main()",
        "archive",
        "--verify",
        str(package),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert done.stderr == ""
