"""The parts of the page of imports: files are checked first, then published, with progress that stops nobody else."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from ediary_analytics import access, contract, paths, warehouse
from ediary_analytics.access import Viewer
from ediary_analytics.catalogue import question
from ediary_analytics.errors import InputError
from ediary_analytics.i18n import N_, _
from ediary_analytics.web import components, data, empty, table, trace
from ediary_analytics.web.imports import tables as import_tables
from ediary_analytics.web.imports import words as import_words
from ediary_analytics.web.imports.jobs import Job, Upload, start
from ediary_analytics.web.imports.words import Imported

_KINDS: Final = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "zip"]
_STAGES: Final = {
    "": N_("Sending the files"),
    "last": N_("Comparing with the last import"),
    "core": N_("Building the school's tables"),
    "judge": N_("Judging the duties"),
    "validate": N_("Validating with Great Expectations"),
}
_JOB: Final = "import job"
_CHECKED: Final = "import checked"
_CONTENT: Final = "import checked content"
_BUSY: Final = "import busy"


def imported(viewer: Viewer, only: str | None = None) -> Sequence[Imported]:
    """What was imported last of each school in the viewer's scope, or of that one."""
    try:
        file, schools = data.served(viewer)
    except InputError:
        return []
    if data.holds_totals(file):
        empty.only_totals()
        st.stop()
    wanted = [school.school_id for school in schools if only in (None, school.school_id)]
    return [row for school in wanted for row in _imported(viewer, file, school)]


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Viewer: repr})
def _imported(viewer: Viewer, file: str, school: str) -> list[Imported]:
    with access.open_for(viewer, Path(file), school) as con:
        rows: list[Imported] = con.sql(question("imported")).to_arrow_table().to_pylist()
    return rows


def upload(viewer: Viewer, found: Sequence[Imported]) -> None:
    """Files, whose they are, and the two steps: check, import."""
    job: Job | None = st.session_state.get(_JOB)
    running = job is not None and not job.done.is_set()
    components.section(
        _("New import"), _("One export: its tables as files, or all of them in one ZIP; up to 300 MB a file.")
    )
    choose = _("Choose files")
    st.html(f"<style>:root {{ --ed-choose-files: '{choose}'; }}</style>")
    files = st.file_uploader(
        _("Files of the export"), type=_KINDS, accept_multiple_files=True, disabled=running, key="import files"
    )
    school = st.text_input(
        _("School's id, if the files do not name it"),
        placeholder=", ".join(sorted(row["school_id"] for row in found)[:1]),
        disabled=running,
        key="import school",
    ).strip()
    these = (school, *((file.file_id, file.size) for file in files))
    fits = job is not None and job.done.is_set() and job.report is not None and not _foreign(job, viewer)
    checked = fits and st.session_state.get(_CHECKED) == these
    with st.container(horizontal=True, gap="small", width="content"):
        check = st.button(
            _("Check"), type="secondary" if checked else "primary", disabled=running or not files, key="import check"
        )
        publish = st.button(
            _("Import"), type="primary" if checked else "secondary", disabled=running or not checked, key="import go"
        )
    if check or publish:
        uploads = [Upload(file.name, file.getvalue()) for file in files]
        content = [(upload.name, hashlib.sha256(upload.data).digest()) for upload in uploads]
        if publish and content != st.session_state.get(_CONTENT):  # a browser may send another file by the same id
            st.session_state[_CHECKED] = None
            st.rerun()
        begun = start(uploads, paths.data_dir(), school, dry_run=check, may_know=viewer.schools)
        st.session_state[_BUSY] = begun is None
        if begun is not None:
            if publish and job is not None and job.report is not None:
                trace.imported(viewer, job.report["schools"])
            st.session_state[_JOB] = begun
            st.session_state[_CHECKED], st.session_state[_CONTENT] = (these, content) if check else (None, None)
        st.rerun()
    if st.session_state.get(_BUSY) and not running:
        components.note(_("Another import is under way"), [_("Wait until it is done, and try again.")])


def _foreign(job: Job, viewer: Viewer) -> list[str]:
    """What of a checked export is not the viewer's to import, in sentences: other schools, and what is all schools'.

    Who administers all schools that there are may add one.
    """
    try:
        everyone = {school.school_id for school in data.schools(str(warehouse.current(paths.data_dir())))}
    except InputError:
        return []
    if job.report is None or everyone <= set(viewer.schools):
        return []
    told = []
    if others := sorted({*job.report["schools"], *job.report["unchanged"]} - set(viewer.schools)):
        text = _("{schools}: you do not administer this school. Upload an export of your own.")
        told.append(text.format(schools=", ".join(others)))
    if common := sorted(file["table_title"] for file in job.report["files"] if file["table"] in contract.common()):
        text = _("{tables}: this holds for all schools. An administrator of all schools can import it.")
        told.append(text.format(tables=", ".join(dict.fromkeys(common))))
    return told


def result(viewer: Viewer) -> None:
    """The progress of the import under way, or what came of the last one."""
    job: Job | None = st.session_state.get(_JOB)
    if job is None:
        return
    if not job.done.is_set():
        _progress(job)
        return
    if job.report is None:
        components.alert(_("It cannot be imported"), job.fault)
        return
    report = job.report
    if job.dry_run and (foreign := _foreign(job, viewer)):
        components.alert(_("It cannot be imported"), " ".join(foreign))
        return
    components.section(import_words.finding(report), import_words.lead(report))
    if report["files"]:
        components.tiles(import_words.tiles(report))
    if job.rejects and viewer.may_export:
        st.download_button(
            _("Rows set aside, to repair and import again (XLSX)"),
            partial(take, viewer, job.rejects),
            file_name=job.rejects.name,
            on_click="ignore",
            key="import rejects",
        )
    if told := import_tables.elsewhere(report):
        components.note(_("To be known"), told)
    if report["files"]:
        table.show(import_tables.files(report), key="import files table")


def take(viewer: Viewer, rejects: Upload) -> bytes:
    """The rows set aside, taken away by the viewer, which is logged; whose they are nobody knows before a repair."""
    trace.download(viewer, rejects.name, None)
    return trace.made(viewer, rejects.data)


@st.fragment(run_every=0.5)
def _progress(job: Job) -> None:
    """A bar; when all is done, the whole page again."""
    if job.done.is_set():
        st.rerun()
    stage = _STAGES.get(job.stage)
    st.progress(job.share, text=_(stage) if stage else _("Reading {file}").format(file=job.stage))


def past(found: Sequence[Imported]) -> None:
    """What was imported last of each school."""
    if found:
        components.section(_("What is imported"), _("The last import of each school."))
        table.show(import_tables.schools(found), key="imported schools")
