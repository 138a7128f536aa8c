"""Numbers, days and months as a Lithuanian writes them."""

import datetime as dt

import pytest

from ediary_analytics import i18n
from ediary_analytics.i18n import ngettext
from ediary_analytics.web import formats


@pytest.mark.parametrize(
    ("month", "name", "genitive", "accusative"),
    [
        ("2026-09", "rugsėjis", "rugsėjo", "rugsėjį"),
        ("2026-10", "spalis", "spalio", "spalį"),
        ("2027-03", "kovas", "kovo", "kovą"),
        ("2027-05", "gegužė", "gegužės", "gegužę"),
        ("2027-07", "liepa", "liepos", "liepą"),
    ],
)
def test_a_month_takes_the_case_it_stands_in(month: str, name: str, genitive: str, accusative: str) -> None:
    assert formats.month_name(month) == name
    assert formats.month_genitive(month) == genitive
    assert formats.month_accusative(month) == accusative
    assert formats.month(month) == f"{month[:4]} m. {name}"


def test_numbers_have_a_comma_and_grouped_thousands() -> None:
    assert formats.number(7) == "7"
    assert formats.number(-1.25, 1) == "−1,3"
    assert formats.number(12345).replace("\N{NO-BREAK SPACE}", " ") == "12 345"
    assert formats.number(1234.56, 1).replace("\N{NO-BREAK SPACE}", " ") == "1 234,6"
    assert formats.number(None) == "–"


@pytest.mark.parametrize(
    ("points", "marks", "decimals", "mean"),
    [
        (33, 4, 1, "8,3"),
        (167, 20, 1, "8,4"),
        (169, 20, 1, "8,5"),
        (57, 8, 2, "7,13"),
        (5, 2, 0, "3"),
        (-1, 25, 1, "0,0"),
    ],
)
def test_a_mean_is_rounded_as_schools_round_it(points: int, marks: int, decimals: int, mean: str) -> None:
    """A half goes up, also where the computer's fraction lies below it; and nothing is less than nought by none."""
    assert formats.number(points / marks, decimals) == mean
    thousands = formats.number(1000 + points / marks, decimals)
    assert thousands.replace("\N{NO-BREAK SPACE}", "").endswith(mean) or points < 0


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (9638, 10000, "96,4 %"),
        (1, 1, "100 %"),
        (0, 5, "0 %"),
        (9999, 10000, "99,9 %"),
        (1, 100000, "0,1 %"),
        (0, 0, "–"),
    ],
)
def test_a_share_says_all_and_nothing_only_when_it_is(part: int, whole: int, share: str) -> None:
    assert formats.share(part, whole).replace("\N{NO-BREAK SPACE}", " ") == share


def test_a_moment_leaves_out_what_does_not_matter() -> None:
    assert formats.moment(dt.datetime(2026, 10, 5, 17, 0)) == "2026-10-05 17:00"
    assert formats.moment(dt.datetime(2026, 10, 5, 17, 0, 1), seconds=True) == "2026-10-05 17:00:01"
    assert formats.moment(dt.datetime(2026, 10, 5, 23, 59, 59)) == "2026-10-05"
    assert formats.moment(None) == "–"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "liko 1 įrašas"), (2, "liko 2 įrašai"), (10, "liko 10 įrašų"), (11, "liko 11 įrašų"), (21, "liko 21 įrašas")],
)
def test_things_are_counted_in_three_forms(count: int, said: str) -> None:
    text = ngettext(
        "{month} is {share} filled, {left} entry is left", "{month} is {share} filled, {left} entries are left", count
    )
    assert text.format(month="Spalis", share="96,4 %", left=count) == f"Spalis užpildytas 96,4 %, {said}"


def test_english_is_written_as_english() -> None:
    i18n.use("en")
    try:
        assert formats.month("2026-10") == "October 2026"
        assert formats.month_accusative("2026-10") == "October"
        assert formats.number(1.5, 1) == "1.5"
    finally:
        i18n.use("lt")


def test_a_file_holds_the_number_that_the_page_writes() -> None:
    assert formats.number(61 / 8, 2) == "7,63"
    assert formats.rounded(61 / 8, 2) == 7.63
    assert round(61 / 8, 2) == 7.62, "which is why"


@pytest.mark.parametrize(("whole", "told"), [(1, "mokinio"), (2, "mokinių"), (10, "mokinių"), (11, "mokinių"), (121, "mokinio")])  # fmt: skip  # noqa: E501
def test_of_how_many_takes_the_genitive_that_the_number_asks_for(whole: int, told: str) -> None:
    text = ngettext("{part} of {whole} pupil", "{part} of {whole} pupils", whole)
    assert text.format(part=1, whole=whole) == f"1 iš {whole} {told}"
