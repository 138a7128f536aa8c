"""What a grade says, however it is written."""

import pytest

from support.grids import school


@pytest.mark.parametrize(
    ("written", "plain", "points", "rank", "negative"),
    [
        ("1", "1", 1, 1, True),
        ("3", "3", 3, 3, True),
        ("4", "4", 4, 4, False),
        ("4IN", "4", 4, 4, False),
        ("3 pr", "3", 3, 3, True),
        (" 10 ", "10", 10, 10, False),
        ("įsk", "įsk", None, None, False),
        ("ĮskPR", "įsk", None, None, False),
        ("atl", "atl", None, None, False),
        ("pp", "pp", None, None, False),
        ("nsk", "nsk", None, 1, True),
        ("NP", "np", None, 1, True),
        ("neat", "neat", None, 1, True),
        ("npt", "npt", None, 1, True),
        ("s", "s", None, 4, False),
        ("pt", "pt", None, 5, False),
        ("PG", "pg", None, 7, False),
        ("a", "a", None, 9, False),
        ("0", None, None, None, False),
        ("11", None, None, None, False),
        ("7,5", None, None, None, False),
        ("IN", None, None, None, False),
        (" ", None, None, None, False),
        (None, None, None, None, False),
    ],
)
def test_a_value(
    written: str | None, plain: str | None, points: int | None, rank: int | None, *, negative: bool
) -> None:
    with school({}) as con:
        found = con.execute(
            "select plain, grade_points(plain), grade_rank(plain), is_negative_grade(plain)"
            " from (select plain_grade($written::varchar) as plain)",
            {"written": written},
        ).fetchone()
    assert found == (plain, points, rank, negative)
