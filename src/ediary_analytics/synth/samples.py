"""The two schools of ``sample_data``: small, one under each rules, the cast of the demo and of tests."""

from datetime import date
from pathlib import Path
from typing import Final

from ediary_analytics.synth.export import generate
from ediary_analytics.synth.plan import KEDAINIAI, VILNIUS, Plan
from ediary_analytics.synth.write import write

_DAYS: Final = (date(2026, 9, 1), date(2026, 11, 30))
SAMPLES: Final = (
    Plan("azuolyno-progimnazija", 42, 120, KEDAINIAI, *_DAYS, "Ąžuolyno progimnazija", "Šilagirio r."),
    Plan("upes-jaunimo-mokykla", 23, 120, VILNIUS, *_DAYS, "Upės jaunimo mokykla", "Vėjūnų m."),
)


def write_samples(out: Path) -> None:
    """Write the sample schools as CSV, each into a folder of its id under ``out``."""
    for plan in SAMPLES:
        write(generate(plan), out / plan.school_id, "csv")
