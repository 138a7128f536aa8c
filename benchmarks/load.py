"""``make load``: viewers of the dashboard, by the web socket that a browser uses; written to RESULTS.md.

The server is a process of its own over a demonstration of ``sample_data``. First one viewer opens one page, then every
page of every role, each again and again once it is warm; then many at once go from page to page, choose a month, and
think in between. Timed is from the request until the server says that the page is finished: the way there and back is
in it, drawing in the browser is not.
"""

import argparse
import asyncio
import datetime as dt
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import results
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ediary_analytics.access import roles
from ediary_analytics.paths import shipped
from ediary_analytics.refresh import refresh

AS_OF = dt.datetime(2026, 11, 30, 23, 59, 59)  # noqa: DTZ001
#: The months of the sample, one after another chosen by whoever looks.
MONTHS = ("2026-11", "2026-10", "2026-09")
WARM = 5
PATIENCE = 120.0


class Viewer:
    """One tab of a browser: a session with the server, in one role."""

    def __init__(self, port: int, role: str) -> None:
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.role = role
        self.faults: list[str] = []
        protocols = [websockets.Subprotocol("streamlit")]
        self._opening = websockets.connect(self.address, subprotocols=protocols, max_size=None)

    async def __aenter__(self) -> Self:
        self._socket = await self._opening
        return self

    async def __aexit__(self, *_raised: object) -> None:
        await self._socket.close()

    async def see(self, page: str, month: str) -> float:
        """Open a page with a month in its address; the seconds until the server has finished it."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = f"role={self.role}&month={month}"
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        try:
            async with asyncio.timeout(PATIENCE):
                await self._finished(page)
        except (TimeoutError, websockets.ConnectionClosed) as error:
            self.faults.append(f"{self.role} {page}: {type(error).__name__}")
        return time.perf_counter() - start

    async def _finished(self, page: str) -> None:
        found = ForwardMsg()
        has_title = False
        while True:
            found.ParseFromString(bytes(await self._socket.recv(decode=False)))
            kind = found.WhichOneof("type")
            if kind == "delta":
                shown = found.delta.new_element
                has_title |= shown.WhichOneof("type") == "html" and "<h1" in shown.html.body
                if shown.WhichOneof("type") == "exception":
                    self.faults.append(f"{self.role} {page}: {shown.exception.type}")
            elif kind == "page_not_found":
                self.faults.append(f"{self.role} {page}: no such page")
            elif kind == "script_finished" and found.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.faults.append(f"{self.role} {page}: it did not compile")
                return
            elif kind == "script_finished" and found.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if not has_title:
                    self.faults.append(f"{self.role} {page}: it has no title")
                return


def ways() -> list[tuple[str, str]]:
    """Every role with each of its pages that there are."""
    there = {file.stem for file in shipped("pages").glob("*.py")}
    return [(name, page) for name, role in roles().items() for page in role.pages if page in there]


def serve(data: Path, port: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """The server over a demonstration."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EDIARY_")}
    return subprocess.Popen(
        [sys.executable, "-m", "ediary_analytics.web.dashboard", str(port)],
        env=clean | {"EDIARY_DATA_DIR": str(data), "EDIARY_DEMO": "1"},
        stdout=log,
        stderr=subprocess.STDOUT,
    )


async def first(port: int) -> float:
    """Seconds until a viewer of a server that was just started has the first page; the start is in it."""
    start = time.perf_counter()
    while time.perf_counter() < start + PATIENCE:
        try:
            async with Viewer(port, "deputy_director") as viewer:
                await viewer.see("fill_check", MONTHS[0])
                return time.perf_counter() - start
        except OSError:
            await asyncio.sleep(0.02)
    raise SystemExit("the server does not answer")


def worked(process: int) -> float:
    """The CPU seconds that a process has used, by the kernel's account of it."""
    told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Page:
    """What a page took with one viewer at a time, in all its roles: seconds, and CPU seconds of a warm rerun."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


async def alone(port: int, server: int) -> tuple[dict[str, Page], list[str]]:
    """Every page in each of its roles: at first sight, and again and again."""
    pages: dict[str, Page] = defaultdict(Page)
    faults = []
    for role, page in ways():
        async with Viewer(port, role) as viewer:
            pages[page].cold.append(await viewer.see(page, MONTHS[0]))
            before = worked(server)
            pages[page].warm += [await viewer.see(page, MONTHS[0]) for _turn in range(WARM)]
            pages[page].cpu.append((worked(server) - before) / WARM)
            faults += viewer.faults
    return pages, faults


async def crowd(port: int, viewers: int, steps: int, think: tuple[float, float]) -> tuple[list[float], list[str]]:
    """The seconds of everything that so many viewers at once wait for."""
    waited: list[float] = []
    faults: list[str] = []
    pages: dict[str, list[str]] = {}
    for role, page in ways():
        pages.setdefault(role, []).append(page)

    async def one(number: int) -> None:
        dice = random.Random(number)  # noqa: S311  (the same walk in every measurement)
        role = list(pages)[number % len(pages)]
        await asyncio.sleep(dice.uniform(0, think[1]))
        async with Viewer(port, role) as viewer:
            for _step in range(steps):
                waited.append(await viewer.see(dice.choice(pages[role]), dice.choice(MONTHS)))
                await asyncio.sleep(dice.uniform(*think))
            faults.extend(viewer.faults)

    await asyncio.gather(*(one(number) for number in range(viewers)))
    return waited, faults


def main() -> None:
    """Measure and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--steps", type=int, default=8, help="pages that each of them sees")
    parser.add_argument("--think", type=float, nargs=2, default=(3.0, 10.0), metavar=("FROM", "TO"), help="seconds")
    parser.add_argument("--port", type=int, default=8599)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ediary-load-") as folder:
        data = Path(folder) / "data"
        refresh([shipped("sample_data")], data, as_of=AS_OF, validate=False)
        (data / "demo").touch()
        with (Path(folder) / "log").open("w+b") as log:
            server = serve(data, args.port, log)
            try:
                fresh, started = asyncio.run(first(args.port)), worked(server.pid)
                pages, faults = asyncio.run(alone(args.port, server.pid))
                waited, more = asyncio.run(crowd(args.port, args.viewers, args.steps, tuple(args.think)))
            finally:
                server.terminate()
                server.wait()
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cuts = statistics.quantiles(waited, n=20)
    faults += more + [f"the server: {line}" for line in said]
    lines = [
        ("first page of a fresh server, its start included", fresh, "≤ 4 s"),
        ("the same, CPU of the server", started, ""),
        ("a page, warm rerun, median", statistics.median(s for page in pages.values() for s in page.warm), "≤ 0.05 s"),
        ("the same, CPU of the server", statistics.median(s for page in pages.values() for s in page.cpu), ""),
        (f"{args.viewers} viewers at once, median", cuts[9], "≤ 0.5 s"),
        (f"{args.viewers} viewers at once, 95 of 100 within", cuts[18], ""),
        ("the longest that one of them waited", max(waited), ""),
    ]
    table = "\n".join(f"| {what} | {seconds:.3f} | {budget} |" for what, seconds, budget in lines)
    each = "\n".join(
        f"| {name} | {len(page.cold)} | {statistics.median(page.cold):.2f} | {statistics.median(page.warm):.3f}"
        f" | {statistics.median(page.cpu):.3f} |"
        for name, page in sorted(pages.items())
    )
    results.write(
        "Load of the dashboard",
        f"`make load`: {args.viewers} viewers over the demonstration, {len(pages)} pages, in their roles {len(ways())},"
        f" {args.steps} pages each, {args.think[0]:g}–{args.think[1]:g} s to think,\n"
        f"on {platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()},"
        f" {time.strftime('%Y-%m-%d')}; load of the machine at the end {os.getloadavg()[0]:.1f}.\n\n"
        f"| what | seconds | budget |\n| --- | ---: | --- |\n{table}\n\n"
        f"Pages seen: {len(waited)}; errors: {len(faults)}; memory of the server at its highest:"
        f" {used.ru_maxrss / 2**20:.2f} GB (budget ≤ 1 GB); its CPU {used.ru_utime + used.ru_stime:.0f} s.\n\n"
        "| page | roles | first sight, median s | warm rerun, median s | its CPU, s |\n"
        f"| --- | ---: | ---: | ---: | ---: |\n{each}",
    )
    for fault in sorted(set(faults)):
        print(fault, file=sys.stderr)
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
