"""Believable schools that do not exist, seeded: one export by the contract, or a thousand of them.

>>> from datetime import date
>>> plan = next(plans(1, seed=7, pupils=30, since=date(2026, 9, 1), until=date(2026, 9, 30)))
>>> generate(plan)["schools"]["policy"].to_pylist()
['kedainiai-senamiestis']
"""

from ediary_analytics.synth.export import generate
from ediary_analytics.synth.plan import POLICIES, Plan, plans
from ediary_analytics.synth.write import Format, write, write_schools

__all__ = ["POLICIES", "Format", "Plan", "generate", "plans", "write", "write_schools"]
