"""The answer to a question about a measure as whoever takes it away gets it: a table, or an object for JSON."""

from typing import Any

import pyarrow as pa

from ediary_analytics.metrics import Measured

_FIGURES = {"numerator", "denominator", "value", "hidden"}


def rows(found: Measured) -> pa.Table:
    """The rows with ``benchmark_schools``, ``…_low``, ``…_median`` and ``…_high`` where there is a benchmark."""
    if found.benchmark is None:
        return found.rows
    keys = [name for name in found.rows.column_names if name not in _FIGURES]
    figures = {tuple(row[key] for key in keys): row for row in found.benchmark.to_pylist()}
    matched = [figures.get(tuple(row[key] for key in keys), {}) for row in found.rows.to_pylist()]
    told = found.rows
    for name in ("schools", "low", "median", "high"):
        kind = pa.int64() if name == "schools" else pa.float64()
        told = told.append_column(f"benchmark_{name}", pa.array([row.get(name) for row in matched], kind))
    return told


def as_json(found: Measured) -> dict[str, Any]:
    """The answer as the object that ``ediary metric --format json`` prints."""
    metric = found.question.metric
    return {
        "name": metric.name,
        "title": metric.text("title"),
        "definition": metric.text("definition"),
        "unit": metric.unit,
        "good": metric.good,
        "settings": found.question.settings,
        "sources": {key: metric.source(key) for key in metric.settings},
        "checkable": found.checkable,
        "missing_evidence": list(found.missing_evidence),
        "rows": found.rows.to_pylist(),
        **({} if found.benchmark is None else {"benchmark": found.benchmark.to_pylist()}),
    }
