"""A page's cells stand where a browser shows them, however far they reach."""

from ediary_analytics.ingest import markup

HEADERS = """
    <table>
    <tr><th rowspan=2>Eil. Nr.</th><th rowspan=2>Mokinys</th><th colspan=2>Dalykai</th><th rowspan=2>Vidurkis</th></tr>
    <tr><th>Lietuvių kalba</th><th>Matematika</th></tr>
    <tr><td>1</td><td>Ąžuolas Jonas</td><td>9</td><td>8</td><td>8,5</td></tr>
    </table>
"""
MERGED = """
    <table>
    <tr><th>class_id<th>pupil_id<th>enrolled_on</tr>
    <tr><td rowspan=2>5a<td>ona<td rowspan=9>2026-09-01</tr>
    <tr><td>jonas</tr>
    <tr><td rowspan=0>6b<td>petras</tr>
    </table>
"""


def test_a_header_over_several_rows_pushes_those_below_aside() -> None:
    (leaf,) = markup.read("page", HEADERS.encode())
    assert [list(row) for row in leaf.grid("page").rows] == [
        ["Eil. Nr.", "Mokinys", "Dalykai", "", "Vidurkis"],
        ["", "", "Lietuvių kalba", "Matematika", ""],
        ["1", "Ąžuolas Jonas", "9", "8", "8,5"],
    ]


def test_below_the_headers_a_cell_over_several_rows_says_the_same_of_each() -> None:
    (leaf,) = markup.read("page", MERGED.encode())
    found = leaf.text("page")
    assert found is not None
    assert found.headers == ("class_id", "pupil_id", "enrolled_on")
    assert list(zip(*found.cells.to_pydict().values(), strict=True)) == [
        ("5a", "ona", "2026-09-01"),
        ("5a", "jonas", "2026-09-01"),
        ("6b", "petras", "2026-09-01"),
    ]
    assert list(found.lines) == [2, 3, 4]
