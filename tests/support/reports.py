"""Which reports are tried over the sample, and the text of a PDF."""

import pypdfium2

from ediary_analytics.reports.desk import Chosen

OAK, RIVER = "azuolyno-progimnazija", "upes-jaunimo-mokykla"

#: Every report: of which school, and what is chosen for it.
CASES = {
    "attendance_review": (RIVER, Chosen(month="2026-10")),
    "class_month": (OAK, Chosen(month="2026-10")),
    "class_term": (RIVER, Chosen(term="t1", school_class="8a")),
    "data_change_act": (RIVER, Chosen(month="2026-11")),
    "fill_check": (OAK, Chosen(month="2026-10")),
    "group_progress": (RIVER, Chosen(term="t1")),
    "leaving_pupil": (RIVER, Chosen(pupil="p0079")),
    "logins": (OAK, Chosen(month="2026-10")),
    "microclimate": (RIVER, Chosen(term="t1")),
    "pupil_month": (OAK, Chosen(month="2026-10")),
    "risk_group": (RIVER, Chosen()),
    "worklist": (OAK, Chosen(month="2026-10")),
    "year_summary": (RIVER, Chosen(school_class="8a")),
}


def pages(content: bytes) -> list[str]:
    """The text of each page, on one line."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
