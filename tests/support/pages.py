"""A page as its reader has it, and a dashboard in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest


class Shown:
    """What a page of AppTest shows, as a reader has it."""

    def __init__(self, page: AppTest) -> None:
        assert not page.exception, page.exception
        self.page = page

    @property
    def text(self) -> str:
        """All HTML of the page but its style sheet."""
        return unescape(" ".join(part.proto.body for part in self.page.get("html") if "<style>" not in part.proto.body))

    @property
    def title(self) -> str:
        return self.text.partition("<h1")[2].partition(">")[2].partition("</h1>")[0]

    def table(self, key: str) -> dict[str, Any]:
        """The data of the table of that key."""
        (found,) = [part for part in self.page.get("bidi_component") if part.proto.id.endswith(f"-{key}")]
        data: dict[str, Any] = json.loads(found.proto.json)
        return data

    def row(self, key: str, row: str) -> list[str]:
        """The texts of the cells of a row."""
        (found,) = [line for line in self.table(key)["rows"] if line["key"] == row]
        return [
            cell if isinstance(cell, str) else " ".join(filter(None, (cell["text"], cell.get("note"))))
            for cell in found["cells"]
        ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*command: str | Path, port: int, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A server in a process of its own, from the moment it answers."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EDIARY_")}
    process = subprocess.Popen(
        [sys.executable, *command], env=clean | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                    break
            except OSError:
                assert process.poll() is None, process.communicate()[0]
                assert time.monotonic() < deadline, "the server did not come up"
                time.sleep(0.1)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
