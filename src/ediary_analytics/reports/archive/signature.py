"""The signature of a package: its description, in which the sum of every file stands, signed as a PDF (PAdES).

pyHanko is the extra ``signature``; without it packages are made and verified as ever, but for the signature.
"""

import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ediary_analytics.errors import CallError, InputError
from ediary_analytics.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELD: Final = "Signature1"
#: Before the sum over all other files, among the keywords of a description.
PROOF: Final = "sha256:"


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose certificate a description is signed with, and whether it is as it was when it was signed.

    ``proof`` is the sum over all other files that was signed with it; empty where it holds none.

    Who stands behind the certificate, and whether it may still be trusted, is for a verifier of qualified signatures.
    """

    name: str
    is_intact: bool
    proof: str


def signer(certificate: Path, password: str) -> Any:
    """Who signs, of a PKCS #12 file (``.p12``, ``.pfx``).

    Raises:
        CallError: pyHanko is not installed.
        InputError: the file is none, or the password is another.
    """
    try:
        from pyhanko.sign import signers  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise CallError(
            "--certificate",
            _("signing is not installed"),
            _("Run: pip install 'ediary-analytics[signature]'"),
        ) from error
    _hush()
    load: Callable[..., Any] = signers.SimpleSigner.load_pkcs12
    found = load(certificate, passphrase=password.encode()) if certificate.is_file() else None
    if found is None:
        raise InputError(
            certificate,
            _("it cannot be opened as a certificate with this password"),
            _("Name a .p12 or .pfx file, and give its password"),
        )
    return found


def _hush() -> None:
    for name in ("pyhanko", "pyhanko_certvalidator"):  # what is wrong is told in our words, without their tracebacks
        logging.getLogger(name).addHandler(logging.NullHandler())


def sign(pdf: bytes, signer: Any) -> bytes:
    """The PDF with a signature that covers all of it."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import PdfSignatureMetadata  # noqa: PLC0415
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import sign_pdf  # noqa: PLC0415

    wanted = PdfSignatureMetadata(field_name=_FIELD, subfilter=SigSeedSubFilter.PADES)
    signed: io.BytesIO = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), wanted, signer=signer)
    return signed.getvalue()


def look(pdf: Path) -> Signed | None:
    """Who signed a PDF; None where nobody did, or where pyHanko is not installed to tell.

    Raises:
        InputError: it cannot be read as a PDF.
    """
    try:
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
        from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
        from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
        from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415
    except ImportError:
        return None
    _hush()
    try:
        with pdf.open("rb") as file:
            reader = PdfFileReader(file)
            found = reader.embedded_signatures
            if not found:
                return None
            signature = found[0]
            name = signature.signer_cert.subject.human_friendly
            # nobody is trusted here: what is asked is whether the file is the one that was signed, with nothing added
            status = validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))
            is_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            said = str(reader.trailer["/Info"].get("/Keywords", "")) if "/Info" in reader.trailer else ""
            proof = said.removeprefix(PROOF) if said.startswith(PROOF) else ""
            return Signed(name, bool(status.intact and status.valid and is_all), proof)
    except (OSError, PdfError, ValueError) as error:
        raise InputError(
            pdf, _("it cannot be read as a PDF"), _("Name the folder that ediary archive wrote")
        ) from error
