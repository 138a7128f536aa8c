"""A browser for the tests: the one that is there, else one fetched by the first means that works.

Run as a script (``make test`` does) it fetches; imported, :func:`executable` only looks.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

#: Headless Chromium that talks to nobody but the page under test.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ADVICE = "No browser was found and none could be fetched. Install Chromium or Google Chrome, then run the tests again."


def executable() -> str | None:
    """The path of a Chromium or Chrome, or of Playwright's own when that was downloaded; None when there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if MAC.exists():
        return str(MAC)
    return next(iter(_of_playwright()), None)


def _of_playwright() -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def _means() -> Iterator[list[str]]:
    root = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo", "-n"]
    for manager, package in (("apt-get", "chromium"), ("dnf", "chromium"), ("apk", "chromium"), ("pacman", "chromium")):
        if shutil.which(manager) and (not root or shutil.which("sudo")):
            if manager == "apt-get":
                yield [*root, manager, "update", "-qq"]
            verb = {"apk": ["add"], "pacman": ["-S", "--noconfirm"]}.get(manager, ["install", "-y", "-q"])
            yield [*root, manager, *verb, package]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def fetch() -> str | None:
    """Try each means until there is a browser; every failure is shown, none is final."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in _means():
        if found := executable():
            return found
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=900)
        if done.returncode:
            print(f"{' '.join(command)}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
    return executable()


if __name__ == "__main__":
    print(f"Browser: {executable() or fetch() or ADVICE}")
