"""The same work on Dask: processes of this machine, or workers elsewhere that read the same disk.

Dask moves work from a worker that dies to another one. What a worker is given and gives back are plain values; what it
reads, it reads itself, so files must be at the same path everywhere.
"""

import contextlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ediary_analytics.errors import CallError, InputError
from ediary_analytics.i18n import _

#: So many workers may die over one piece of work before it is given up: it may be what kills them.
_DEATHS = 3
_LOCAL = re.compile(r"local:([1-9]\d{0,2})")
_REMOTE = re.compile(r"(tcp|tls|ucx|ws|wss)://\S+")
#: Does a piece of work for each of the given, wherever it is done; yields the place of each and what came of it, or the
#: :class:`~ediary_analytics.errors.EdiaryError` that it ended with.
Pool = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[tuple[int, Any]]]


def here(work: Callable[[Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """A pool that is this process, one after the other."""
    for place, one in enumerate(given):
        yield place, work(one)


@contextlib.contextmanager
def workers(address: str) -> Iterator[Pool]:
    """A pool of workers: ``local:4`` starts four processes here, ``tcp://host:8786`` goes to a scheduler that runs.

    What comes back comes in the order of getting done. Work that keeps killing its workers comes back as an error.

    Raises:
        CallError: the address is none, nobody answers there, or Dask is not installed.
    """
    if not (local := _LOCAL.fullmatch(address)) and not _REMOTE.fullmatch(address):
        raise CallError(
            "--cluster",
            _("'{address}' is no cluster").format(address=address),
            _("Write local:2, or the address of a scheduler such as tcp://10.0.0.5:8786"),
        )
    try:
        import dask  # noqa: PLC0415  (seconds, and of an extra)
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise CallError("--cluster", _("Dask is not installed"), "pip install ediary-analytics[cluster]") from error
    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.scheduler.worker-saturation": 1.0,  # what waits at a worker that dies is not to blame
        "distributed.comm.timeouts.connect": "10s",
    }
    with contextlib.ExitStack() as stack:
        stack.enter_context(dask.config.set(settings))
        stack.enter_context(_quiet())
        if local:
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=int(local[1]),
                    threads_per_worker=1,
                    host="127.0.0.1",  # whoever reaches a scheduler may run anything on it
                    dashboard_address="127.0.0.1:0",  # any free port, and none that others reach
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = stack.enter_context(distributed.Client(address, timeout="10s"))
        except (OSError, ValueError) as error:
            raise CallError(
                "--cluster",
                _("nobody answers at {address}").format(address=address),
                _("Start a scheduler there, or write local:2"),
            ) from error
        yield lambda work, given: _spread(client, work, given)


def _spread(client: Any, work: Callable[[Any], Any], given: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    from distributed import KilledWorker, as_completed  # noqa: PLC0415  (as above)

    places = {
        client.submit(work, one, pure=False, retries=1, key=f"part-{place}-{id(given)}"): place
        for place, one in enumerate(given)
    }
    waiting = as_completed(list(places))
    for future in waiting:
        place = places.pop(future)
        try:
            yield place, future.result()
        except KilledWorker:
            yield place, _given_up(given[place])
        finally:
            future.release()  # else the workers keep what was fetched


def _given_up(one: Any) -> InputError:
    name = getattr(one, "name", one)
    return InputError(
        name,
        _("the worker that judged it died each time"),
        _("Give the workers more memory, or judge it by itself: ediary check {name}").format(name=name),
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells of every lost connection; whoever waits is told by the progress bar and the result."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
