"""Whatever is asked for, an export keeps the contract: columns, types, known values, unique keys, references."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ediary_analytics.contract import exported
from ediary_analytics.synth import POLICIES, Plan, generate
from ediary_analytics.synth.frame import ARROW

YEAR = (date(2026, 9, 1), date(2027, 8, 31))
PLANS = [
    *(Plan("s001", seed, 120, rules, *YEAR) for seed, rules in enumerate(POLICIES)),
    *(Plan("tiny", 3, 20, rules, *YEAR) for rules in POLICIES),
    *(Plan("one", 4, 1, rules, *YEAR) for rules in POLICIES),
    Plan("week", 5, 60, POLICIES[0], date(2026, 9, 1), date(2026, 9, 7)),
    Plan("spring", 6, 60, POLICIES[1], date(2027, 3, 1), date(2027, 3, 14)),
    Plan("august", 7, 60, POLICIES[0], date(2026, 8, 1), date(2026, 8, 20)),
    Plan("another year", 8, 60, POLICIES[0], date(2031, 9, 1), date(2032, 2, 28)),
]


@pytest.fixture(scope="module", params=PLANS, ids=lambda plan: f"{plan.school_id}-{plan.policy}")
def small(request: pytest.FixtureRequest) -> dict[str, pa.Table]:
    return generate(request.param)


def flaws(export: dict[str, pa.Table]) -> list[str]:
    """Every place where an export breaks the contract."""
    found = []
    ids = {name: set(export[name][t.key[0]].to_pylist()) for name, t in exported().items() if len(t.key) == 1}
    for name, spec in exported().items():
        table = export[name]
        wanted = [c for c in spec.columns if c.name != "school_id" or name == "schools"]
        if table.schema != pa.schema([(c.name, ARROW[c.type]) for c in wanted]):
            found.append(f"{name}: {table.schema}")
        keys = table.select(spec.key if name != "schools" else ["school_id"])
        if keys.group_by(keys.column_names).aggregate([]).num_rows != table.num_rows:
            found.append(f"{name}: key not unique")
        for column in wanted:
            values = table[column.name]
            if column.key and values.null_count:
                found.append(f"{name}.{column.name}: empty key")
            seen = set(pc.unique(values).to_pylist()) - {None} if column.enum or column.references else set()
            if column.enum and not seen <= set(column.enum):
                found.append(f"{name}.{column.name}: {seen - set(column.enum)}")
            if column.references and not seen <= ids[column.references]:
                found.append(f"{name}.{column.name}: {sorted(seen - ids[column.references])[:5]}")
    return found


def test_small_exports_keep_the_contract(small: dict[str, pa.Table]) -> None:
    assert list(small) == list(exported())
    assert flaws(small) == []


def test_a_whole_school_keeps_the_contract(export: dict[str, pa.Table]) -> None:
    assert flaws(export) == []


def test_references_without_a_declared_table_resolve(export: dict[str, pa.Table]) -> None:
    accounts = export["accounts"].to_pylist()
    known = {
        "pupil": set(export["pupils"]["pupil_id"].to_pylist()),
        "guardian": set(export["guardians"]["guardian_id"].to_pylist()),
        "staff": set(export["staff"]["staff_id"].to_pylist()),
    }
    assert all(account["person_id"] in known[account["person_kind"]] for account in accounts)
    records = {
        entity: {"|".join(row.values()) for row in export[entity].select(list(exported()[entity].key)).to_pylist()}
        for entity in ("attendance", "grades", "term_grades")
    }
    changes = export["changes"].to_pylist()
    assert len(changes) > 100
    assert all(change["record_id"] in records[change["entity"]] for change in changes)
    periods = {"month": {f"2026-{m:02d}" for m in range(9, 13)} | {"2027-01"}, "year": {"2026-2027"}}
    periods["term"] = set(export["terms"]["term_id"].to_pylist())
    assert all(lock["period"] in periods[lock["scope"]] for lock in export["locks"].to_pylist())


@pytest.mark.slow
def test_a_school_of_a_year_has_every_known_value() -> None:
    seen: dict[str, set[str]] = {}
    for rules in POLICIES:
        export = generate(Plan("s001", 7, 600, rules, date(2026, 9, 1), date(2027, 6, 16)))
        assert flaws(export) == []
        assert export["notices"].num_rows > 10
        for name, spec in exported().items():
            for column in spec.columns:
                if column.enum:
                    values = set(pc.unique(export[name][column.name]).to_pylist())
                    seen.setdefault(f"{name}.{column.name}", set()).update(values - {None})
    missing = {
        f"{name}.{column.name}": set(column.enum) - seen[f"{name}.{column.name}"]
        for name, spec in exported().items()
        for column in spec.columns
        if column.enum
    }
    # The archive of the year follows after the export's last day.
    assert {where: values for where, values in missing.items() if values} in ({}, {"duties_done.kind": {"archive"}})
