"""Which class a pupil is in on a day."""

import pytest

from support.grids import school

ENROLMENTS = """
    pupil_id | class_id | enrolled_on | left_on
    stays    | 5a       | 2026-09-01  |
    leaves   | 5a       | 2026-09-01  | 2026-10-14
    moves    | 5a       | 2026-09-01  | 2026-10-14
    moves    | 5b       | 2026-10-15  |
    overlaps | 5a       | 2026-09-01  |
    overlaps | 5b       | 2026-10-01  | 2026-10-31
    returns  | 5a       | 2026-09-01  | 2026-09-30
    returns  | 5a       | 2026-11-02  |
"""


@pytest.mark.parametrize(
    ("pupil", "day", "class_id"),
    [
        ("stays", "2026-08-31", None),
        ("stays", "2026-09-01", "5a"),
        ("stays", "2030-01-01", "5a"),
        ("leaves", "2026-10-14", "5a"),
        ("leaves", "2026-10-15", None),
        ("moves", "2026-10-14", "5a"),
        ("moves", "2026-10-15", "5b"),
        ("overlaps", "2026-09-30", "5a"),
        ("overlaps", "2026-10-01", "5b"),
        ("overlaps", "2026-10-31", "5b"),
        ("overlaps", "2026-11-01", "5a"),
        ("returns", "2026-10-15", None),
        ("returns", "2026-11-02", "5a"),
        ("nobody", "2026-10-15", None),
    ],
)
def test_class_of_the_day(pupil: str, day: str, class_id: str | None) -> None:
    with school({"staging.enrolments": ENROLMENTS}) as con:
        found = con.execute(
            "select class_id from core.pupil_classes where pupil_id = $pupil and $day::date between since and until",
            {"pupil": pupil, "day": day},
        ).fetchall()
    assert found == ([] if class_id is None else [(class_id,)])
