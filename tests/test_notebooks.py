"""The shipped notebooks run from top to bottom on the sample school and say what they promise."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_valid_and_kept_without_outputs(file: Path) -> None:
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert all(not cell.outputs and cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.filterwarnings("default::DeprecationWarning")  # what Jupyter's own libraries say of each other
def test_the_monthly_review_reads_like_a_report() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "monthly_review.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(ROOT)}})
    done = client.execute()
    shown = [output.data for cell in done.cells for output in cell.get("outputs", []) if "data" in output]
    assert not [output for cell in done.cells for output in cell.get("outputs", []) if output.output_type == "stream"]
    charts = [data for data in shown if "application/vnd.vegalite.v6+json" in data]
    drawn = [str(data["application/vnd.vegalite.v6+json"]) for data in charts]
    for title in ("Rečiausiai laiku", "Lankomumas pagal", "Praleistų pamokų", "Kiek mokinių", "Pažymių vidurkis"):
        assert sum(title in one for one in drawn) == 1, title
    text = "\n".join(data.get("text/markdown", data.get("text/html", "")) for data in shown)
    # the numbers of the measures themselves: 12 348 of 12 959 hours attended in October
    for said in (
        r"Laiku įvykdyta \d\d,\d % pareigų",
        r"Lankyta 95,\d % iš 12959 įvykusių",
        r"Be jokių požymių – \d+ iš \d+",
    ):
        assert re.search(said, text.replace("\N{NO-BREAK SPACE}", " ")), said
    assert "NaN" not in text
