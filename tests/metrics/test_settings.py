"""Every threshold is a setting with its source, which whoever asks may change."""

import datetime as dt

import pytest

from ediary_analytics import catalogue, i18n, metrics
from ediary_analytics.catalogue import metric
from ediary_analytics.errors import CallError, CatalogueError

AS_OF = dt.datetime(2026, 10, 31)
RISK = ("risk_triggers", "risk_level", "risk_candidates")
VIEW = """/* +++
title = "T"
[settings]
days = 7
[sources]
days = "the school's own choice"
[lt.sources]
days = "mokyklos pasirinkimas"
+++ */
select setting('days') as days
"""


@pytest.mark.parametrize("name", sorted(catalogue.metrics()))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_setting_says_where_it_comes_from(name: str, language: str) -> None:
    found = catalogue.metrics()[name]
    assert found.sources[language].keys() == found.settings.keys()
    assert all(text.strip() for text in found.sources[language].values())


@pytest.mark.parametrize("name", RISK)
def test_risk_is_measured_under_the_settings_of_the_views_it_reads(name: str) -> None:
    settings = catalogue.metrics()[name].settings
    assert settings.items() >= {"window_days": 45, "held_least": 20, "change_percent": 10, "falling_points": 1}.items()


def test_what_is_asked_with_is_what_is_told() -> None:
    asked = metrics.question("risk_level", AS_OF, settings={"window_days": 30})
    assert (asked.settings["window_days"], asked.settings["held_least"]) == (30, 20)
    assert asked.metric.settings["window_days"] == 45


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("risk_level", {"moon": 1}, "no setting 'moon'"),
        ("attendance_rate", {"window_days": 30}, "no setting 'window_days'"),
        ("risk_level", {"window_days": "long"}, "risk_level window_days: 'long' does not fit"),
        ("risk_level", {"window_days": True}, "'True' does not fit"),
        ("risk_level", {"window_days": -1}, "'-1' does not fit"),
    ],
)
def test_a_setting_that_is_none_or_does_not_fit_is_refused(
    name: str, settings: dict[str, object], message: str
) -> None:
    i18n.use("en")
    with pytest.raises(CallError, match=message):
        metrics.question(name, AS_OF, settings=settings)


def test_a_user_writes_settings_as_numbers_and_days() -> None:
    i18n.use("en")
    written = ["window_days=30", "scheme_from=2023-09-01"]
    assert metrics.read_settings(written) == {"window_days": 30, "scheme_from": dt.date(2023, 9, 1)}
    with pytest.raises(CallError, match="'window_days' is no setting"):
        metrics.read_settings(["window_days"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("setting('days')", "setting('weeks')"),
        ("setting('days')", "7"),
        ('title = "T"', 'title = "T"\nshare = true'),
        ('days = "mokyklos pasirinkimas"', ""),
        ('days = "the school\'s own choice"', 'weeks = "?"'),
    ],
)
def test_a_view_reads_what_it_declares_and_says_where_it_comes_from(old: str, new: str) -> None:
    assert metric.parse_view("good", VIEW).settings == {"days": 7}
    assert old in VIEW
    with pytest.raises(CatalogueError, match="^bad"):
        metric.parse_view("bad", VIEW.replace(old, new))
