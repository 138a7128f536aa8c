"""Every packaged ``.sql`` file keeps the catalogue's habits; a file that does not is refused with its name."""

import datetime as dt
import re

import duckdb
import pytest

from ediary_analytics import catalogue, contract, i18n, models, obligations
from ediary_analytics.catalogue import obligation
from ediary_analytics.errors import CatalogueError
from support.grids import school

OBLIGATIONS = catalogue.obligations()
OWNERS = {"teacher", "class_head", "administrator", "deputy_director", "social_pedagogue", "group_staff"}
GOOD = """/* +++
title = "T"
duty = "D"
remedy = "R"
why = "W"
owner = "teacher"
severity = "info"
needs = ["lessons.filled_at"]
[lt]
title = "T"
duty = "D"
remedy = "R"
why = "W"
[settings]
days = 7
+++ */
select $days
"""


def test_a_good_file_is_read() -> None:
    found = obligation.parse("good", GOOD)
    assert (found.owner, found.needs, found.settings["days"].default) == ("teacher", ("lessons.filled_at",), 7)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("/* +++", "/*", "no front matter"),
        ('title = "T"\nduty', "title = T\nduty", "not TOML"),
        ('remedy = "R"\nwhy = "W"\nowner', 'why = "W"\nowner', "no 'remedy'"),
        ('remedy = "R"\nwhy = "W"\n[settings]', 'why = "W"\n[settings]', "no 'remedy'"),
        ('severity = "info"', 'severity = "dreadful"', "severity 'dreadful'"),
        ('owner = "teacher"', 'owner = "teacher"\nowners = "all"', "unknown fields"),
        ("select $days", "select $weeks", "uses"),
        ("select $days", "select 1", "uses"),
        ("days = 7", 'days = { type = "moon" }', "moon"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_by_name(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError, match=rf"^bad.*{re.escape(message)}"):
        obligation.parse("bad", GOOD.replace(old, new, 1))


@pytest.mark.parametrize("name", sorted(OBLIGATIONS))
def test_an_obligation_returns_the_duty_columns_in_order(name: str) -> None:
    found = OBLIGATIONS[name]
    with school({}) as con:
        values = {key: 1 if s.default is None else s.default for key, s in found.settings.items()}
        if catalogue.JUDGED_AT in catalogue.parameters(found.sql):
            values[catalogue.JUDGED_AT] = dt.datetime(2026, 10, 31, 23, 59, 59)
        columns = con.execute(found.sql, values).description
        obligations.prepare(con)
    assert [column[0] for column in columns or []] == list(obligations.DUTY)


@pytest.mark.parametrize("name", sorted(OBLIGATIONS))
def test_an_obligation_is_one_select_over_core_with_known_needs(name: str) -> None:
    found = OBLIGATIONS[name]
    statements = duckdb.extract_statements(found.sql)
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]
    assert all(table.startswith("core.") for table in models.reads(found.sql))
    assert found.owner in OWNERS
    for need in found.needs:
        table, _, column = need.partition(".")
        # an adapter may have supposed the number of a lesson, and an export may say of no absence how it was decided:
        # they are asked for where a duty turns on them
        turned_on = {"lessons.lesson_no", "attendance.status"}
        assert not column or contract.tables()[table].column(column).evidence or need in turned_on


@pytest.mark.parametrize("name", sorted(OBLIGATIONS))
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_obligation_speaks_both_languages(name: str, language: str) -> None:
    texts = OBLIGATIONS[name].texts[language]
    assert all(texts[kind].strip() for kind in ("title", "duty", "remedy", "why"))
    assert all(texts[kind].endswith(".") for kind in ("duty", "remedy", "why"))
    assert not texts["title"].endswith(".")
    assert texts["duty"] != OBLIGATIONS[name].texts["en" if language == "lt" else "lt"]["duty"]


def test_models_come_after_what_they_read() -> None:
    built: set[str] = set()
    for model in models.order(catalogue.models()):
        reads = {table.removeprefix("core.") for table in models.reads(model.sql) if table.startswith("core.")}
        assert reads & catalogue.models().keys() <= built
        built.add(model.name)
    assert built == catalogue.models().keys()


def test_models_add_to_a_contract_table_but_take_nothing_away() -> None:
    with school({}) as con:
        for table in contract.tables().values():
            columns = [row[0] for row in con.execute(f"describe core.{table.name}").fetchall()]
            assert columns[: len(table.columns)] == [column.name for column in table.columns]


def test_no_deadline_in_working_days_is_reckoned_beside_joins() -> None:
    """A plan may carry the lists of the whole calendar along with every joined row: 1.8 s at 240 schools, not 0.03."""
    joining = {name for name, one in catalogue.obligations().items() if " join " in one.sql.replace("\n", " ")}
    reckoning = {
        name for name in joining if re.search(r"working_day_(after|before)", catalogue.obligations()[name].sql)
    }
    assert reckoning == {"absence_decided"}, "join deadlines($days) by day"
    assert "from core.calendar" in catalogue.obligations()["absence_decided"].sql
