"""Great Expectations over what the judge and the integrity rules found.

Judging runs once, in DuckDB. Great Expectations then validates the outcome: each entry of a suite's file is one
expectation over a compact frame with a row per entry, and its result says passed or not. Importing this module costs
seconds (Great Expectations itself), so only what validates imports it.
"""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import great_expectations as gx
import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from ediary_analytics.docket import Outcome
from ediary_analytics.errors import QualityError
from ediary_analytics.integrity import Finding
from ediary_analytics.standing import Verdict

#: By suite, what must hold of its frame before any entry is believed: the integrity rules count what they examined and
#: what failed in different places. These are Great Expectations' own; on a frame this small they cost nothing.
_OF_FRAME: dict[str, tuple[dict[str, Any], ...]] = {
    "integrity": (
        {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "entry"}},
        {
            "type": "expect_column_pair_values_a_to_be_greater_than_b",
            "kwargs": {"column_A": "examined", "column_B": "failed", "or_equal": True},
        },
    )
}
# get_context swaps a process-wide singleton, so validations wait for each other.
_ONE_AT_A_TIME = threading.Lock()


class OutcomeOf(TableMetricProvider):
    """The frame's rows by their ``entry``: what was counted for each expectation of the suite."""

    metric_name = "ediary.outcome"

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805  (Great Expectations makes it a class method)
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_kwargs: Any,
    ) -> dict[str, dict[str, Any]]:
        frame, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, MetricDomainTypes.TABLE)
        return {row["entry"]: row for row in frame.to_dict("records")}


class _ExpectShare(BatchExpectation):
    """At least ``mostly`` of what was examined for ``entry`` is well; nothing examined is well too."""

    entry: str
    mostly: float = 1.0

    metric_dependencies: ClassVar[tuple[str, ...]] = ("ediary.outcome",)
    success_keys: ClassVar[tuple[str, ...]] = ("entry", "mostly")

    def _validate(self, metrics: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        row = metrics["ediary.outcome"][self.entry]
        rate = None if pd.isna(row["rate"]) else float(row["rate"])
        return {
            "success": rate is None or rate >= self.mostly,
            "result": {
                "observed_value": rate,
                "details": {"examined": int(row["examined"]), "failed": int(row["failed"])},
            },
        }


class ExpectObligationsMet(_ExpectShare):
    """Of the duties that were due, the policy's share is met (or excused)."""


class ExpectRowsSound(_ExpectShare):
    """The suite's share of rows (all, unless it says otherwise) keep the integrity rule."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a suite's file with what was counted; ``rate`` is the share that is well, None if none was due.

    ``checkable`` is False where evidence is missing: such an entry is listed in the suite but not validated.
    """

    name: str
    kind: str
    severity: str
    mostly: float
    rate: float | None
    examined: int
    failed: int
    checkable: bool = True
    description: str = ""

    def configuration(self) -> dict[str, Any]:
        """The entry as Great Expectations reads it."""
        kwargs = {"entry": self.name, "mostly": self.mostly}
        return {"type": self.kind, "kwargs": kwargs, "severity": self.severity, "description": self.description}


def of_verdicts(verdicts: Iterable[Verdict]) -> list[Entry]:
    """A policy's suite: one entry per obligation it imposes."""
    return [
        Entry(
            verdict.name,
            "expect_obligations_met",
            verdict.imposed.severity,
            verdict.imposed.mostly,
            verdict.rate,
            verdict.examined,
            verdict.breaches,
            verdict.checkable,
            f"{verdict.imposed.clause}. {verdict.imposed.obligation.title}",
        )
        for verdict in verdicts
    ]


def of_findings(findings: Iterable[Finding]) -> list[Entry]:
    """The integrity suite: one entry per rule and place."""
    return [
        Entry(
            finding.rule.place,
            "expect_rows_sound",
            finding.rule.severity,
            finding.rule.mostly,
            finding.rate,
            finding.examined,
            finding.failed,
            finding.checkable,
            f"{finding.rule.title}: {finding.rule.place}",
        )
        for finding in findings
    ]


def suites(outcomes: Iterable[Outcome], findings: Iterable[Finding]) -> dict[str, list[Entry]]:
    """The suite of each policy that was judged, by its name, and the suite ``integrity``."""
    return {outcome.policy.name: of_verdicts(outcome.verdicts) for outcome in outcomes} | {
        "integrity": of_findings(findings)
    }


def validate(
    listed: Mapping[str, Sequence[Entry]],
    *,
    store: Path | None = None,
    docs: Path | None = None,
) -> dict[str, dict[str, bool]]:
    """Run suites; return suite → entry → passed, for the entries that are checkable.

    Args:
        listed: suites by name, every entry that the suite's file lists.
        store: a folder for the results as JSON, one file per suite.
        docs: a folder for Great Expectations' own Data Docs.

    Raises:
        QualityError: an expectation did not load or raised; nothing may pass because it was not looked at.
    """
    with _ONE_AT_A_TIME:
        context = _context(docs)
        batch = context.data_sources.add_pandas("judged").add_dataframe_asset("entries")
        whole = batch.add_batch_definition_whole_dataframe("all")
        passed = {name: _run(context, whole, name, entries, store) for name, entries in listed.items()}
        if docs is not None:
            context.build_data_docs()
    return passed


def _run(context: Any, batch: Any, name: str, entries: Sequence[Entry], store: Path | None) -> dict[str, bool]:
    stock = _OF_FRAME.get(name, ())
    suite = gx.ExpectationSuite(name=name, expectations=[*stock, *(entry.configuration() for entry in entries)])
    if len(suite.expectations) != len(stock) + len(entries):
        raise QualityError(name, f"{len(suite.expectations)} of {len(entries)} expectations loaded", "All must load")
    checkable = {entry.name for entry in entries if entry.checkable}
    of_frame, of_entries = suite.expectations[: len(stock)], suite.expectations[len(stock) :]
    suite.expectations = of_frame + [expectation for expectation in of_entries if expectation.entry in checkable]
    if not checkable:
        return {}
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=context.suites.add(suite))
    )
    columns = {"entry": "name", "rate": "rate", "examined": "examined", "failed": "failed"}
    frame = pd.DataFrame({column: [getattr(entry, field) for entry in entries] for column, field in columns.items()})
    outcome = definition.run(batch_parameters={"dataframe": frame})
    for result in outcome.results:
        if result.exception_info.get("raised_exception"):
            raise QualityError(name, str(result.exception_info.get("exception_message")), "Every expectation must run")
    if store is not None:
        store.mkdir(parents=True, exist_ok=True)
        text = json.dumps(outcome.to_json_dict(), ensure_ascii=False, indent=1)
        (store / f"{name}.json").write_text(text, "utf-8")
    # results come back in another order than the suite's
    passed = {}
    for result in outcome.results:
        kwargs = result.expectation_config.kwargs
        if "entry" in kwargs:
            passed[kwargs["entry"]] = bool(result.success)
        elif not result.success:
            wrong = f"{result.expectation_config.type} {kwargs}"
            raise QualityError(name, wrong, "Each entry is counted once, and no more fails than was examined")
    if passed.keys() != checkable:
        raise QualityError(name, f"{len(passed)} of {len(checkable)} expectations ran", "All must run")
    return passed


def _context(docs: Path | None) -> Any:
    sites = {}
    if docs is not None:
        docs.mkdir(parents=True, exist_ok=True)
        sites = {
            "local": {
                "class_name": "SiteBuilder",
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs)},
            }
        }
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        data_docs_sites=sites,
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    return gx.get_context(project_config=config, mode="ephemeral")
