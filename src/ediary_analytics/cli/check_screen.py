"""The verdicts of a check on the screen."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ediary_analytics import catalogue, check_report, docket, duty_words, formats, standing
from ediary_analytics.cli.terminal import percent, plain_table, wide
from ediary_analytics.i18n import N_, _, ngettext

# imported moments that a trend shows side by side
_MOMENTS = 6
# schools that a heading names; of more it tells how many
_NAMED = 8


def show(report: docket.Report) -> None:
    """Print the verdicts of each policy as a table, then what is wrong with the data itself."""
    console = wide()
    for outcome in report.outcomes:
        console.print(_outcome(outcome, report.passed[outcome.policy.name]))
        _unchecked(console, outcome)
    for outcome in report.supposed:
        passed = {verdict.name: bool(verdict.passed) for verdict in outcome.verdicts}
        console.print(_outcome(outcome, passed, _("what if")))
    if report.history:
        console.print(_trend(report))
        repaired = len(report.history["repaired"])
        console.print(
            ngettext("{n} gap was repaired.", "{n} gaps were repaired.", repaired).format(n=formats.number(repaired))
        )
    show_integrity(console, check_report.soundness(report))


def _outcome(outcome: docket.Outcome, passed: dict[str, bool], note: str = "") -> Table:
    heading = (note, _schools(outcome.schools), outcome.policy.name, f"{outcome.as_of:%Y-%m-%d %H:%M}")
    table = plain_table(title=escape(" · ".join(filter(None, heading))))
    table.add_column(_("Duty"), min_width=20)
    for column in (N_("Met"), N_("Late"), N_("Missing"), N_("Pending"), N_("Share")):
        table.add_column(_(column), justify="right", no_wrap=True)
    table.add_column(_("Verdict"), min_width=15)
    for verdict in outcome.verdicts:
        table.add_row(escape(_duty(verdict)), *_cells(verdict, passed))
    return table


def _duty(verdict: standing.Verdict) -> str:
    return f"{verdict.imposed.obligation.title} ({verdict.imposed.cited})"


def _unchecked(console: Console, outcome: docket.Outcome) -> None:
    """What evidence is missing, and what would bring it, in the words that pages have for it."""
    unchecked = [verdict for verdict in outcome.verdicts if not verdict.checkable]
    if unchecked:
        console.print(_("Cannot be checked:"))
    for verdict in unchecked:
        lacking = "; ".join(map(duty_words.lacking, verdict.missing_evidence))
        console.print(escape(f"  {_duty(verdict)}: {lacking}"))


def _schools(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return ngettext("{n} school", "{n} schools", len(names)).format(n=formats.number(len(names)))
    return ", ".join(names)


def _cells(verdict: standing.Verdict, passed: dict[str, bool]) -> list[str]:
    if not verdict.checkable:
        return [""] * 5 + [_("not checkable")]
    counts = (verdict.met, verdict.late, verdict.missing, verdict.pending)
    if verdict.rate is None:
        word = _("nothing was due")
    elif passed[verdict.name]:
        word = _("met")
    else:
        word = _("not met (< {required})").format(required=percent(verdict.imposed.mostly))
    if verdict.observed_since is not None:
        seen = _("observed since {day:%Y-%m-%d}, {n} unknown").format(
            day=verdict.observed_since, n=formats.number(verdict.unknown)
        )
        word = f"{word} ({seen})"
    return [*map(formats.number, counts), percent(None if verdict.tenths is None else verdict.tenths / 1000), word]


def _trend(report: docket.Report) -> Table:
    """One row per school and duty, one column per imported moment: the share, and how it moved."""
    totals = report.history["totals"]
    moments = sorted({row["as_of"] for row in totals})[-_MOMENTS:]
    shares: dict[tuple[str, str], dict[str, float | None]] = {}
    for row in totals:
        shares.setdefault((row["school_id"], row["obligation"]), {})[row["as_of"]] = row["rate"]
    table = plain_table(title=_("Share over the last imports"))
    table.add_column(_("Duty"), min_width=20)
    for moment in moments:
        table.add_column(moment[:10], justify="right", no_wrap=True)
    for (school, name), by_moment in shares.items():
        duty = f"{school} · {catalogue.obligations()[name].title}"
        table.add_row(escape(duty), *(percent(by_moment.get(moment)) for moment in moments))
    return table


def show_integrity(console: Console, found: dict[str, Any]) -> None:
    """Print what :func:`ediary_analytics.check_report.soundness` tells."""
    looked, unknown = found["rules"], found["not_checkable"]
    told = ngettext("Integrity: {n} rule was looked at.", "Integrity: {n} rules were looked at.", looked)
    console.print(told.format(n=looked), "" if found["faulty"] else _("No faults."))
    if unknown:
        lack = ngettext("{n} rule lacks its evidence.", "{n} rules lack their evidence.", unknown)
        console.print(lack.format(n=unknown))
    for rule in found["faulty"]:
        counts = (formats.number(rule["failed"]), formats.number(rule["examined"]))
        share = _("{failed} of {examined}").format(failed=counts[0], examined=counts[1])
        console.print(escape(f"  {rule['title']} ({rule['where']}): {share}"))
