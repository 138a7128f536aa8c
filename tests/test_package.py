"""The program as it is shipped: a light command line, and a wheel that works alone in an empty folder."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

import ediary_analytics

ROOT = Path(__file__).parents[1]
HEAVY = {"duckdb", "great_expectations", "numpy", "pandas", "pyarrow", "rich", "streamlit", "altair", "babel"}


def test_the_command_line_imports_nothing_heavy() -> None:
    code = f"import sys, ediary_analytics.cli; print(sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_command_explains_itself() -> None:
    script = Path(sys.executable).with_name("ediary")
    overview = subprocess.run([script, "--help"], check=True, capture_output=True, text=True).stdout
    for command in ("demo", "import", "check", "status", "sample", "app"):
        assert f"  {command} " in overview
        assert (
            "--help" in subprocess.run([script, command, "--help"], check=True, capture_output=True, text=True).stdout
        )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel and, by a path file, its dependencies; but not this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder / "dist", ROOT], check=True, capture_output=True)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, capture_output=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    dependencies = Path(pytest.__file__).parents[1]
    (Path(site.stdout.strip()) / "dependencies.pth").write_text(f"{dependencies}\n", "utf-8")
    return python.with_name("ediary")


@pytest.fixture
def server(alone: Path, tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"EDIARY_DATA_DIR": str(tmp_path / "data")}
    with subprocess.Popen(
        [alone, "demo", "--port", str(port)], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def test_the_wheel_holds_what_stands_at_the_top_of_the_checkout(alone: Path) -> None:
    code = "import ediary_analytics, pathlib; print(pathlib.Path(ediary_analytics.__file__).parent)"
    python = alone.with_name("python")
    package = Path(subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip())
    assert package != Path(ediary_analytics.__file__).parent
    for name in ("app.py", "pages/fill_check.py", "expectations/integrity.toml", "sample_data/README.md"):
        assert (package / "_app" / name).is_file()
    assert (package / "locale/lt/LC_MESSAGES/ediary.mo").is_file()


def test_the_demonstration_runs_from_the_wheel_in_an_empty_folder(server: str) -> None:
    deadline = time.monotonic() + 120
    answer = None
    while answer is None:
        try:
            with urllib.request.urlopen(f"{server}/_stcore/health", timeout=5) as page:  # noqa: S310  (our own server)
                answer = page.read()
        except OSError:
            assert time.monotonic() < deadline, "the dashboard did not come up"
            time.sleep(1)
    assert answer == b"ok"
