"""Imports by upload: each in a process of its own, one at a time, its files in a folder that is removed always."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ediary_analytics import i18n
from ediary_analytics.i18n import _

_ONE_AT_A_TIME = threading.Lock()
_LONGEST_NAME: Final = 120
#: Where in a bar from 0 to 1 each stage begins, and the next; the reading of files is the first half.
_STAGES: Final = {"last": (0.0, 0.0), "core": (0.5, 0.65), "judge": (0.65, 0.75), "validate": (0.75, 0.97)}
_READING: Final = 0.5


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sent it."""

    name: str
    data: bytes


@dataclass(slots=True)
class Job:
    """An import under way, or done: then it has a ``report`` or a ``fault``, and ``rejects`` if rows did not fit."""

    dry_run: bool
    stage: str = ""
    share: float = 0.0
    report: dict[str, Any] | None = None
    fault: str = ""
    rejects: Upload | None = None
    done: threading.Event = field(default_factory=threading.Event)


def start(
    uploads: Sequence[Upload], into: Path, school: str, *, dry_run: bool, may_know: Collection[str]
) -> Job | None:
    """Begin an import of the files; None while another one is under way.

    Args:
        uploads: the files, as one export; a zip is one of its own.
        into: the data directory.
        school: the id of the school, for files that name none; or nothing.
        dry_run: check only.
        may_know: the schools of which whoever imports may hear.
    """
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        return None
    job = Job(dry_run)
    request = {"into": str(into), "school": school or None, "language": i18n.language(), "may_know": sorted(may_know)}
    threading.Thread(target=_run, args=(job, uploads, request), daemon=True).start()
    return job


def _run(job: Job, uploads: Sequence[Upload], request: dict[str, Any]) -> None:
    i18n.use(request["language"])
    try:
        with tempfile.TemporaryDirectory(prefix="ediary-upload-") as folder:
            _import(job, uploads, Path(folder), request)
    except OSError:
        job.fault = _("The files could not be put aside for the import. Make room on the disk and try again.")
    finally:
        if job.report is None and not job.fault:
            job.fault = _("The import was interrupted. The last import stays as it is; try again.")
        job.done.set()
        _ONE_AT_A_TIME.release()


def _import(job: Job, uploads: Sequence[Upload], folder: Path, request: dict[str, Any]) -> None:
    # where no file names the school, the folder does
    inside = folder / _("school")
    inside.mkdir()
    paths = []
    for upload in uploads:
        paths.append(_free(inside, safe_name(upload.name)))
        paths[-1].write_bytes(upload.data)
    rejects = (folder / _("set-aside-rows")).with_suffix(".xlsx")
    request |= {
        "paths": [str(path) for path in paths],
        "hide": str(inside),
        "dry_run": job.dry_run,
        "rejects": str(rejects),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "ediary_analytics.import_job"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
        text=True,
    ) as process:
        assert process.stdin is not None  # noqa: S101  (both are pipes)
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(json.dumps(request))
        process.stdin.close()
        for line in process.stdout:
            _hear(job, json.loads(line))
    if rejects.is_file():
        job.rejects = Upload(rejects.name, rejects.read_bytes())


def _hear(job: Job, said: dict[str, Any]) -> None:
    if "progress" in said:
        job.stage, done, total = said["progress"]
        begin, end = _STAGES.get(job.stage, (0.0, _READING))
        share = begin + (end - begin) * (done / total if total else 0)
        job.share = max(job.share, min(share, 1.0))
    else:
        job.report, job.fault = said.get("report"), said.get("fault", "")


def safe_name(name: str) -> str:
    """A file's name without the folders, signs and length that could do harm.

    >>> safe_name("../../etc/pupils.csv"), safe_name(".pupils?.csv"), safe_name("..")
    ('pupils.csv', 'pupils.csv', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    return kept[-_LONGEST_NAME:] or "file"


def _free(folder: Path, name: str) -> Path:
    """A path of that name in the folder; a second file of one name is numbered."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = (folder / name).with_stem(f"{Path(name).stem}-{number}")
    return path
