"""Serve the dashboard: a process of its own that listens on this machine only, and the address to open."""

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from ediary_analytics import i18n
from ediary_analytics.errors import CallError
from ediary_analytics.i18n import _
from ediary_analytics.web import settings
from ediary_analytics.web.demo import VARIABLE

HOST: Final = "127.0.0.1"
#: The port that is tried first when none is asked for.
USUAL_PORT: Final = 8501
_PATIENCE: Final = 60.0


def serve(data: Path, port: int | None = None, *, demo: bool = False) -> int:
    """Run the dashboard over a data directory until it is stopped; print the address to open.

    Args:
        data: the data directory. A demonstration wants it marked as made up (a file ``demo`` in it).
        port: left out, the first free one.
        demo: let anybody in, as whomever they choose.

    Returns:
        The exit status: 0 when it was stopped by hand.

    Raises:
        CallError: the port is taken, a setting of the environment will not do, or the server did not start.
    """
    port = _port(port)
    settings.hosts()  # what is wrong in the environment is told before anything runs
    settings.provider(port)
    _stop_on_terminate()
    path = "" if demo else _first_path(data)
    process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
        [sys.executable, "-m", "ediary_analytics.web.dashboard", str(port)], env=_environment(data, demo=demo)
    )
    try:
        _await(process, port)
        address = f"http://{HOST}:{port}/"
        print(_("The dashboard is open at {address}").format(address=address), flush=True)  # noqa: T201
        if path:
            told = _("Nobody has an account yet. Make the first administrator, within an hour, at {address}")
            print(told.format(address=address + path), flush=True)  # noqa: T201
        print(_("To stop it: Ctrl+C"), flush=True)  # noqa: T201
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _stop_on_terminate() -> None:
    """Let SIGTERM end :func:`serve` as Ctrl+C does, so that the server does not outlive its caller."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _first_path(data: Path) -> str:
    """Where the first administrator is made; nothing when there is one."""
    from ediary_analytics.register import links, store  # noqa: PLC0415  (the demonstration needs no register)

    register = store.open_register(data)
    if not links.needs_first(register):
        return ""
    return f"setup?token={links.make(register, 'first', dt.datetime.now(dt.UTC))}"


def _environment(data: Path, *, demo: bool) -> dict[str, str]:
    rest = {name: value for name, value in os.environ.items() if name != VARIABLE}
    ours = {"EDIARY_DATA_DIR": str(data.resolve()), "EDIARY_LANG": i18n.language()}
    return rest | ours | ({VARIABLE: "1"} if demo else {})


def _port(wanted: int | None) -> int:
    for port in (wanted,) if wanted else (USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise CallError("--port", _("port {port} is taken").format(port=wanted), _("Name another one, or none"))


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CallError("ediary app", _("the dashboard did not start"), _("See the message above"))
