"""Going through a lake: what is kept is taken, the rest is worked out here or on a cluster, and kept in its turn."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ediary_analytics import cluster, fingerprints, i18n, policy
from ediary_analytics.errors import EdiaryError, InputError
from ediary_analytics.i18n import _
from ediary_analytics.lake import kept, parts, shard
from ediary_analytics.lake.order import Answer, Order

Progress = Callable[[str, int, int], None]


def answers(
    lake: Path,
    order: Order,
    *,
    pool: cluster.Pool | None = None,
    data: Path | None = None,
    progress: Progress | None = None,
    shelf: str = "",
) -> list[Answer]:
    """The answer of every part, in the order of their names.

    Args:
        lake: the folder.
        order: what is asked.
        pool: who does it; left out, this process.
        data: the data directory to keep answers in and take them from; left out, none are.
        shelf: where to keep them there, for whoever asks twice of a lake; else the later answers take the place.
        progress: called after each part with its name, how many are done, and how many there are.

    Raises:
        InputError: it is no lake, or two of its parts hold the same school.
    """
    listed = parts.find(lake)
    now = dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the school's wall clock, as all its times)
    tell = progress or (lambda *_: None)
    order = replace(order, language=i18n.language(), threads=None if pool is None else 1)
    if order.rules is not None and order.rules not in policy.names():
        order = replace(order, rules=str(Path(order.rules).absolute()))  # workers may stand elsewhere
    folder = kept.place(data, lake) / shelf if data is not None and kept.can_keep(order) else None
    found: dict[str, Answer] = {}
    keys: dict[str, str] = {}
    if folder is not None:
        for part in listed:
            try:
                keys[part.name] = kept.key(part, order)
            except EdiaryError as error:
                found[part.name] = Answer.faulty(part.name, error)
                continue
            if held := kept.read(folder, part, keys[part.name], now):
                found[part.name] = held
            tell("compare", len(keys), len(listed))
    # the largest first, so that no worker is left with one at the end
    anew = sorted((part for part in listed if part.name not in found), key=lambda part: -part.bytes)
    work = partial(shard.answer, order=order, program=fingerprints.program(), now=now)
    tell("parts", len(found), len(listed))
    for at, came in (pool or cluster.here)(work, anew):
        answer = Answer.faulty(anew[at].name, came) if isinstance(came, EdiaryError) else came
        found[answer.part] = answer
        if folder is not None:
            kept.write(folder, answer, keys[answer.part])
        tell("parts", len(found), len(listed))
    _must_be_apart([found[part.name] for part in listed])
    return [found[part.name] for part in listed]


def _must_be_apart(all_of: Sequence[Answer]) -> None:
    """No school may be counted twice."""
    where: dict[str, str] = {}
    for answer in all_of:
        for school in answer.imports:
            if where.setdefault(school, answer.part) != answer.part:
                raise InputError(
                    f"{where[school]}, {answer.part}",
                    _("both hold the school '{school}'").format(school=school),
                    _("Put its files into one folder"),
                )
