"""Many questions at once: what several of them read is worked out once, and two connections share the work.

A view of ``asked`` whose front matter says ``shared = true`` becomes a temporary table of the connection where at least
two questions would read the same rows of it: where all that it reads of a question, also through other views, is the
same. A view that only adds the keys asked for to a shared one (for ``nemis`` and ``parents_illness_days``, say) is
read as its select over that table. Questions that share go to the same connection; planning is a good part of the cost
of a small question, and one connection plans one statement at a time.
"""

import contextvars
import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import duckdb

from ediary_analytics import catalogue, evidence, metrics, release
from ediary_analytics.metrics import Measured, Question
from ediary_analytics.transactions import transaction

_CONNECTIONS = 2
#: How the text of a view says what it reads of a question; the group is the name of a variable, a key or a setting.
_READS = {
    "variable": re.compile(r"\bgetvariable\('(\w+)'\)"),
    "key": re.compile(r"\b(?:keyed|grouped_by)\('(\w+)'"),
    "setting": re.compile(r"\bsetting\('(\w+)'\)"),
    "period": re.compile(r"\b(period)_(?:of|named|start|end)\("),
}
_VIEW = re.compile(r"\basked\.(\w+)")

#: A view, and what it reads of a question with the values: two questions with the same see the same rows of it.
Rows = tuple[str, tuple[tuple[str, str], ...]]


def measure_all(con: duckdb.DuckDBPyConnection, asked: Sequence[Question]) -> list[Measured]:
    """The answers in the order of the questions, each as :func:`ediary_analytics.metrics.measure` gives it alone.

    Args:
        con: a root made ready as for one question; it is not used itself, only cursors of it.
        asked: any questions; they share the more, the more often moment, window, keys and period are the same.

    Raises:
        AccessError: see :func:`ediary_analytics.metrics.measure`.
    """
    present = evidence.present(con)
    limits = [limit for (limit,) in con.execute("select min_group from asked.disclosure").fetchall()]
    # whoever releases an answer asks again who stands behind it: there all is shared
    times = Counter(rows for one in asked for rows in _shared(one))
    wanted = (lambda _rows: True) if limits else (lambda rows: times[rows] > 1)
    waiting = iter(sorted(batches(asked), key=len, reverse=True))
    lock = threading.Lock()
    found: dict[int, Measured] = {}

    def turn() -> list[int] | None:
        with lock:
            return next(waiting, None)

    def work() -> None:
        with con.cursor() as own, transaction(own):
            desk = _Desk(own, present, wanted)
            for batch in iter(turn, None):
                for at in batch:
                    found[at] = release.release(desk.ask, asked[at], limits[0]) if limits else desk.ask(asked[at])

    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        # each in a copy of the caller's context: messages are in the caller's language
        for done in [pool.submit(contextvars.copy_context().run, work) for _ in range(_CONNECTIONS)]:
            done.result()
    return [found[at] for at in range(len(asked))]


class _Desk:
    """A connection with the variables that are set in it and the tables that its questions share."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, present: Mapping[str, evidence.Tables], wanted: Callable[[Rows], bool]
    ) -> None:
        self._con, self._present, self._wanted = con, present, wanted
        self._set: dict[str, object] = {}
        self._tables: dict[Rows, str] = {}

    def ask(self, asked: Question) -> Measured:
        """The whole answer to a question."""
        for name, (kind, value) in metrics.variables(asked).items():
            if name not in self._set or self._set[name] != value:
                self._con.execute(f"set variable {name} = $value{kind}", {"value": value})
                self._set[name] = value
        for rows in _shared(asked):
            if rows not in self._tables and self._wanted(rows):
                name = f"temp.asked_{len(self._tables)}_{secrets.token_hex(4)}"
                select = self._read(catalogue.asked()[rows[0]].sql, asked)
                self._con.execute(f"create temporary table {name.removeprefix('temp.')} as {select}")
                self._tables[rows] = name
        return metrics.answer(self._con, asked, self._present, lambda sql: self._read(sql, asked))

    def _read(self, sql: str, asked: Question) -> str:
        """A select that reads the tables instead of the views."""
        return reading(sql, lambda view: self._tables.get(_rows(view, asked)))


def reading(sql: str, table: Callable[[str], str | None]) -> str:
    """A select that reads, instead of a view of ``asked``, the table that holds its rows, where there is one.

    A view that leads to such a one is read as its own select.
    """

    def source(view: re.Match[str]) -> str:
        if there := table(view[1]):
            return there
        return f"({reading(catalogue.asked()[view[1]].sql, table)})" if _leads(view[1]) else view[0]

    return _VIEW.sub(source, sql)


def batches(asked: Sequence[Question]) -> list[list[int]]:
    """The places of the questions; those that share rows of a view stand together, in order."""
    found: list[tuple[set[Rows], list[int]]] = []
    for at, one in enumerate(asked):
        rows, places = set(_shared(one)), [at]
        for other in [batch for batch in found if batch[0] & rows]:
            found.remove(other)
            rows, places = rows | other[0], other[1] + places
        found.append((rows, places))
    return [sorted(places) for _shared_rows, places in found]


def _shared(asked: Question) -> list[Rows]:
    """What a question reads of shared views, also by way of others, each after those that it reads."""
    return [_rows(name, asked) for name in _shared_views(asked.metric.sql)]


@cache
def _shared_views(sql: str) -> tuple[str, ...]:
    views, names = catalogue.asked(), sorted(catalogue.views_in(sql))
    for name in names:  # grows by what those that are found read
        if name in views:
            names += sorted(views[name].reads - set(names))
    return tuple(name for name, view in views.items() if name in names and view.shared)


@cache
def _leads(name: str) -> bool:
    """Whether a view is not shared itself, but reads one that is.

    One that a lens lets through is never read by its packaged select: the root's own view counts what the lens hides.
    """
    if any(name in catalogue.lets_through(lens) for lens in catalogue.lenses()):
        return False
    view = catalogue.asked().get(name)
    return bool(view and not view.shared and _shared_views(view.sql))


def _rows(name: str, asked: Question) -> Rows:
    """What of the question the rows of a view hang on, with its values."""
    variables = metrics.variables(asked)
    settings = variables["settings"][1]
    values: dict[str, Callable[[str], object]] = {
        "variable": lambda what: variables[what][1],
        "period": lambda _what: asked.period,
        "key": lambda what: what in asked.by,
        "setting": lambda what: settings[what],
    }
    return name, tuple((what, repr(values[kind](what))) for kind, what in sorted(_reads(name)))


@cache
def _reads(name: str) -> frozenset[tuple[str, str]]:
    """What of a question the rows of a view of ``asked`` depend on, also through other views."""
    views = catalogue.asked()
    if name not in views:  # a table, whatever the question
        return frozenset()
    own = {(kind, found) for kind, pattern in _READS.items() for found in pattern.findall(views[name].sql)}
    return frozenset(own.union(*(_reads(other) for other in views[name].reads)))
