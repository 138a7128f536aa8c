"""Every report is made of the sample; its paper can be read by machines, its workbook filtered; the figures agree."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from ediary_analytics import formats, metrics
from ediary_analytics.answers import fill_check
from ediary_analytics.answers.measures import Ask
from ediary_analytics.errors import CallError
from ediary_analytics.reports import desk, document, pdf, workbook
from ediary_analytics.reports.catalogue import kind, kinds
from ediary_analytics.reports.desk import Chosen, Desk
from ediary_analytics.reports.document import Column, Document, Ratio, Report, Share, Stated, Table
from support.reports import CASES, OAK, RIVER, pages

Desks = Callable[..., Desk]
Made = Callable[[str], Report]
OCTOBER: dict[str, Any] = {"since": dt.date(2026, 10, 1), "until": dt.date(2026, 10, 31)}


def test_every_report_is_tried_here() -> None:
    assert CASES.keys() == kinds().keys()


@pytest.mark.parametrize("name", CASES)
def test_the_paper_is_tagged_and_its_lithuanian_letters_can_be_read(name: str, written: Callable[[str], bytes]) -> None:
    content = written(name)
    assert b"pdfuaid:part" in content
    assert (b"<pdfaid:part>2" in content) == kind(name).archived
    paper = pypdfium2.PdfDocument(content)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(paper.raw)
    paper.close()
    text = " ".join(pages(content))
    assert kind(name).title in text


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_the_report_stands_on_the_paper(name: str, made: Made, written: Callable[[str], bytes]) -> None:
    text = "".join(pages(written(name))).replace(" ", "").replace("\xa0", "")
    for one in made(name).documents:
        told = [document.text(fact.value) for fact in one.facts]
        told += [document.text(value) for table in one.tables for row in table.rows for value in row]
        lost = {value for value in told if _bare(value) not in text}
        assert not lost


def _bare(value: str) -> str:
    return "".join(value.split())


@pytest.mark.parametrize("name", CASES)
def test_the_workbook_has_a_filter_a_frozen_header_and_no_formula(name: str, made: Made) -> None:
    content = workbook.write(made(name))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet for sheet in sheets)
    tables = {table.name for one in made(name).documents for table in one.tables}
    assert sum('state="frozen"' in sheet and "<autoFilter" in sheet for sheet in sheets) == len(tables)


def test_the_month_of_the_classes_is_the_measures(desks: Desks, made: Made) -> None:
    (answer,) = desks(OAK).ask(Ask("class_month", **OCTOBER))
    parts = {(row["class_id"], row["part"]): row["numerator"] for row in answer.rows.to_pylist()}
    (table,) = made("class_month").documents[0].tables
    names = {one.name: one.class_id for one in desks(OAK).year.classes}
    order = ("pupils", "missed", "illness", "other", "unjustified", "open", "representing", "late")
    assert len(table.rows) == 8
    for row in table.rows:
        assert list(row[1:9]) == [parts[names[str(row[0])], part] for part in order]
    assert table.total[2] == sum(parts[one, "missed"] for one in {class_id for class_id, _part in parts})


def test_a_class_s_pupils_add_up_to_the_class(desks: Desks) -> None:
    found = desk.make(kind("class_month"), desks(OAK, Chosen(month="2026-10", school_class="7a")))
    classes, pupils = found.documents[0].tables
    assert classes.rows[0][2:9] == pupils.total[2:9]
    assert len(found.pupils) == len(pupils.rows) == classes.rows[0][1]


def test_the_fill_check_is_the_page_s(desks: Desks, made: Made) -> None:
    at = desks(OAK)
    assert at.rules is not None
    page = fill_check.read(fill_check.look(at.con, at.rules.name, "2026-10"), at.rules, OAK)
    filled, in_time, missing, late, *_more = [fact.value for fact in made("fill_check").documents[0].facts]
    assert filled == Share(page.now.filled, page.now.due)
    assert in_time == Share(page.now.in_time, page.now.due)
    assert (missing, late) == (Stated(page.now.missing, "missing"), Stated(page.now.late, "late"))
    people = made("fill_check").documents[0].tables[1]
    assert [row[0] for row in people.rows if row[0] in {person.name for person in page.owing}] == [
        person.name for person in page.owing
    ]


def test_the_worklists_hold_every_missing_record_once_and_the_oldest_first(desks: Desks, made: Made) -> None:
    at = desks(OAK)
    assert at.rules is not None
    rows = fill_check.rows(at.con, at.rules.name, "2026-10").to_pylist()
    missing = [row for row in rows if row["status"] == "missing" and row["person"]]
    lists = [list(table.rows) for one in made("worklist").documents for table in one.tables]
    assert sum(map(len, lists)) == len(missing)
    for rows_of_one in lists:
        days = [str(row[0]) for row in rows_of_one]
        assert days == sorted(days)


def test_attendance_is_the_measures(desks: Desks, made: Made) -> None:
    rate, split, held = desks(RIVER).ask(
        Ask("attendance_rate", **OCTOBER), Ask("absence_split", **OCTOBER), Ask("lessons_held", **OCTOBER)
    )
    attended, missed, unjustified, _late, unknown = [
        fact.value for fact in made("attendance_review").documents[0].facts
    ]
    assert attended == Share(*rate.total())
    assert missed == rate.total()[1] - rate.total()[0]
    assert unjustified == split.total("unjustified")[0]
    assert unknown == held.total("unknown")[0]


def test_the_term_of_a_class_is_the_measures(desks: Desks, made: Made) -> None:
    at = desks(RIVER)
    success = metrics.measure(at.con, metrics.question("success_rate", at.as_of, by=["class"], period="term")).rows
    (row,) = [row for row in success.to_pylist() if row["class_id"] == "8a" and row["period"] == "t1"]
    one = made("class_term").documents[0]
    assert one.facts[1].value == Share(row["numerator"], row["denominator"])
    mean = metrics.measure(at.con, metrics.question("mean_grade", at.as_of, by=["class"], period="term")).rows
    (row,) = [row for row in mean.to_pylist() if row["class_id"] == "8a" and row["period"] == "t1"]
    columns = [column.text for column in one.tables[0].columns]
    assert one.tables[0].total[columns.index("Vidurkis")] == Ratio(row["numerator"], row["denominator"])


def test_the_comparison_of_classes_is_the_measures_and_names_no_pupil(desks: Desks, made: Made) -> None:
    at = desks(RIVER)
    asked = metrics.question("mean_grade", at.as_of, by=["class", "subject"], period="term")
    means = {
        (row["class_id"], row["subject_id"]): Ratio(row["numerator"], row["denominator"])
        for row in metrics.measure(at.con, asked).rows.to_pylist()
        if row["period"] == "t1"
    }
    names = {formats.sentence(name): subject for subject, name in at.year.subjects.items()}
    told = {
        (str(row[0]), names[table.title]): row[2]
        for one in made("group_progress").documents
        for table in one.tables
        for row in table.rows
    }
    assert {key: value for key, value in told.items() if value != Ratio(0, 0)} == means
    assert not made("group_progress").pupils


def test_logins_and_climate_are_the_measures(desks: Desks, made: Made) -> None:
    reach, never = desks(OAK).ask(Ask("login_reach"), Ask("never_logged_in"))
    guardians = [(row["numerator"], row["denominator"]) for row in reach.rows.to_pylist() if row["kind"] == "guardian"]
    lost = [row["numerator"] for row in never.rows.to_pylist() if row["kind"] == "guardian"]
    facts = made("logins").documents[0].facts
    assert [facts[0].value, facts[1].value] == [Share(*guardians[0]), lost[0]]
    (rate,) = desks(RIVER).ask(
        Ask(
            "attendance_rate",
            period="total",
            since=dt.date.fromisoformat("2026-09-01"),
            until=dt.date.fromisoformat("2026-11-27"),
        )
    )
    assert made("microclimate").documents[0].facts[2].value == Share(*rate.total())


def test_logins_of_one_class_are_of_that_class_alone(desks: Desks) -> None:
    of_class = desks(OAK, Chosen(month="2026-10", school_class="3a"))
    class_id = of_class.school_class.class_id
    (one,) = desk.make(kind("logins"), of_class).documents
    asked: dict[str, Any] = {"by": ("class",), **OCTOBER}
    reach, reached = of_class.ask(Ask("login_reach", by=("kind", "class")), Ask("pupils_reached", **asked))
    (parents,) = [row for row in reach.rows.to_pylist() if (row["kind"], row["class_id"]) == ("guardian", class_id)]
    (pupils,) = [row for row in reached.rows.to_pylist() if row["class_id"] == class_id]
    assert one.facts[0].value == Share(parents["numerator"], parents["denominator"])
    assert one.facts[2].value == Share(pupils["numerator"], pupils["denominator"])
    assert [row[1:3] for row in one.tables[2].rows] == [[pupils["denominator"], pupils["numerator"]]]


@pytest.mark.parametrize(
    ("name", "chosen", "as_of", "where"),
    [
        ("fill_check", Chosen(month="2026-11"), dt.datetime(2026, 10, 15, 12), "--month"),
        ("logins", Chosen(month="2026-10"), dt.datetime(2026, 9, 15), "--month"),
        ("class_term", Chosen(school_class="pr1"), None, "--class"),
    ],
)
def test_of_what_had_not_begun_and_of_preschool_groups_no_report_is_made(
    desks: Desks, name: str, chosen: Chosen, as_of: dt.datetime | None, where: str
) -> None:
    whole = desks(OAK)
    with pytest.raises(CallError, match=where):
        desk.make(kind(name), desk.at(whole.con, whole.school, chosen, as_of))


def test_the_risk_group_is_the_measures(desks: Desks, made: Made) -> None:
    group, candidates = desks(RIVER).ask(Ask("risk_group"), Ask("risk_candidates"))
    one = made("risk_group").documents[0]
    assert one.facts[0].value == len({row["pupil_id"] for row in group.rows.to_pylist()}) == len(one.tables[0].rows)
    assert one.facts[1].value == candidates.rows.num_rows == len(one.tables[1].rows)
    assert all(row[3] for row in one.tables[1].rows), "who is to be decided about shows signs"


def test_parents_reports_are_of_who_is_to_be_printed_for(desks: Desks, made: Made) -> None:
    (answer,) = desks(OAK).ask(
        Ask(
            "print_list",
            by=("pupil",),
            since=dt.date.fromisoformat("2026-10-01"),
            until=dt.date.fromisoformat("2026-10-31"),
        )
    )
    printed = {row["pupil_id"] for row in answer.rows.to_pylist() if row["numerator"]}
    found = made("pupil_month")
    handed, *each = found.documents
    assert found.pupils == printed
    assert [row[2] for row in handed.tables[0].rows] == [one.about for one in each]
    classes = [(str(row[1]), str(row[2])) for row in handed.tables[0].rows]
    assert [name for name, _pupil in classes] == sorted(name for name, _pupil in classes)


def test_a_month_of_a_pupil_is_the_measures(desks: Desks) -> None:
    pupil = next(iter(desks(OAK, Chosen(school_class="7a")).pupils_of_year()))
    at = desks(OAK, Chosen(month="2026-10", pupil=pupil))
    (page,) = desk.make(kind("pupil_month"), at).documents
    span: dict[str, Any] = {
        "since": dt.date.fromisoformat("2026-10-01"),
        "until": dt.date.fromisoformat("2026-10-31"),
        "by": ("pupil",),
        "period": "total",
    }
    rate, mean = at.ask(Ask("attendance_rate", **span), Ask("mean_mark", **span))
    (attended,) = [row for row in rate.rows.to_pylist() if row["pupil_id"] == pupil]
    assert page.facts[0].value == Share(attended["numerator"], attended["denominator"])
    means = [row for row in mean.rows.to_pylist() if row["pupil_id"] == pupil]
    told = [fact.value for fact in page.facts if isinstance(fact.value, Ratio)]
    assert told == [Ratio(row["numerator"], row["denominator"]) for row in means]


def test_the_summary_to_be_signed_is_the_measures(desks: Desks, made: Made) -> None:
    at = desks(RIVER)
    one = made("year_summary").documents[0]
    table, term = one.tables[0], next(term for term in at.year.terms if term.term_id == "t1")
    columns = [column.text for column in table.columns]
    rows = [row for row in table.rows if row[2] == formats.sentence(term.name)]
    span: dict[str, Any] = {"since": term.starts_on, "until": min(term.ends_on, at.as_of.date())}
    (rate,) = at.ask(Ask("attendance_rate", by=("pupil",), period="total", **span))
    theirs = [row for row in rate.rows.to_pylist() if row["pupil_id"] in one.pupils]
    missed = sum(row["denominator"] - row["numerator"] for row in theirs)
    hours = [row[columns.index("Praleista")] for row in rows]
    assert sum(value for value in hours if isinstance(value, int)) == missed > 0
    mean = metrics.measure(at.con, metrics.question("mean_grade", at.as_of, by=["pupil"], period="term")).rows
    told = {row["pupil_id"]: row for row in mean.to_pylist() if row["pupil_id"] in one.pupils and row["period"] == "t1"}
    means = [row[columns.index("Vidurkis")] for row in rows]
    found = sorted((value.part, value.whole) for value in means if isinstance(value, Ratio) and value.whole)
    assert found == sorted((row["numerator"], row["denominator"]) for row in told.values())


def test_a_leaving_pupils_certificate_is_the_measures(desks: Desks, made: Made) -> None:
    at = desks(RIVER)
    one = made("leaving_pupil").documents[0]
    facts = {fact.name: fact.value for fact in one.facts}
    span: dict[str, Any] = {"by": ("pupil",), "period": "total", "since": at.year.began(at.as_of.date())}
    rate, mean = at.ask(Ask("attendance_rate", **span), Ask("mean_mark", **span))
    (attended,) = [row for row in rate.rows.to_pylist() if row["pupil_id"] == "p0079"]
    held, missed = facts["Įvyko pamokų"], facts["Praleista"]
    assert (held, missed) == (attended["denominator"], attended["denominator"] - attended["numerator"])
    (marks,) = [row for row in mean.rows.to_pylist() if row["pupil_id"] == "p0079"]
    assert facts["Pažymių vidurkis"] == Ratio(marks["numerator"], marks["denominator"])


def test_an_act_has_every_field_of_the_annex_and_is_filled_in(made: Made) -> None:
    act = made("data_change_act").documents[0]
    filled = {field.name: [answer for _which, answer in field.answers] for field in act.form}
    assert list(filled) == [
        "Dalyko mokytojo, kito darbuotojo, taisiusio duomenis, vardas, pavardė",
        "Dalykas",
        "Klasė, grupė",
        "Data",
        "Mokinys (-iai)",
        "Klaidos pobūdis arba keitimų priežastis",
        "Pasiekimų įvertinimai skaičiumi ir (ar) žodžiu",
        "Praleistų ir pateisintų pamokų skaičius",
        "Priežastis, dėl kurios atliekamas duomenų taisymas",
    ]
    assert filled["Data"] == ["2026-10-19"]
    assert filled["Praleistų ir pateisintų pamokų skaičius"] == ["1 pamoka, laukia pateisinimo", "1 pamoka, pateisinta"]
    assert [one.role for one in act.signatures] == [
        "Surašė",
        "SUDERINTA: direktoriaus pavaduotojas ugdymui",
        "SUDERINTA: duomenų bazių administratorius",
    ]


def test_without_a_change_the_act_is_blank(desks: Desks) -> None:
    (act,) = desk.make(kind("data_change_act"), desks(OAK, Chosen(month="2026-09"))).documents
    assert not any(answer for field in act.form for _which, answer in field.answers)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(CallError, match="tokios ataskaitos nėra"):
        kind("no_such")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("class_month", Chosen(month="1999-01")),
        ("class_month", Chosen(school_class="99z")),
        ("class_term", Chosen(term="t1")),
        ("class_term", Chosen(term="no", school_class="8a")),
        ("leaving_pupil", Chosen()),
        ("leaving_pupil", Chosen(pupil="nobody")),
        ("pupil_month", Chosen(pupil="nobody")),
        ("worklist", Chosen(person="nobody")),
    ],
)
def test_what_cannot_be_chosen_is_refused(name: str, chosen: Chosen, desks: Desks) -> None:
    with pytest.raises(CallError):
        desk.make(kind(name), desks(RIVER, chosen))


def test_nothing_of_an_export_becomes_markup_or_a_formula() -> None:
    hostile = '#panic("x") *b* $x$ [a] <b> // =1+1'
    table = Table("=1+1", hostile, [Column(hostile)], [[hostile], ["=1+1"], [Stated("@SUM(A1)", "late")]])
    report = Report("x", hostile, [Document(hostile, [hostile], tables=[table])])
    text = "".join(pages(pdf.write(report)))
    assert text.count("".join(hostile.split())) or _bare(text).count(_bare(hostile)) >= 5
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.write(report)))
    assert book.get_sheet_by_name("=1+1").to_python()[1:] == [[hostile], ["=1+1"], ["@SUM(A1)"]]


def test_unknown_figures_are_dashes_and_empty_cells() -> None:
    for value in (None, Share(0, 0), Ratio(0, 0), Stated(None, "late")):
        assert document.text(value) == formats.NOTHING
        assert document.plain(value) is None
    assert (document.text(Ratio(-5, 8)), document.plain(Ratio(1, 8))) == ("−0,63", 0.13)
    assert (document.text(Share(1, 3)), document.plain(Share(1, 3))) == ("33,3\xa0%", 0.333)


@pytest.mark.parametrize(
    "odd",
    ["\uf0b7 tema iš Word", "\ue000", "\ud800", "a\x00b \x1b[0m", "ไทย", "李小龙 日本 ひらがな", "\ufffe"],
    ids=["bullet", "private", "half", "control", "thai", "chinese", "nothing"],
)
@pytest.mark.parametrize("archived", [False, True])
def test_a_letter_that_no_font_has_costs_no_report(odd: str, *, archived: bool) -> None:
    """Of what stands beside it nothing is lost, with its quotes and backslashes."""
    table = Table("n", "t", [Column("a")], [(f'{odd} ir "Ąžuolas" \\ u0000',)])
    made = pdf.write(Report("archive", "T", [Document("T", [], tables=[table])], archived=archived))
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert 'ir "Ąžuolas" \\ u0000' in text
