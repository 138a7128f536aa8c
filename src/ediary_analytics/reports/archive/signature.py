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


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose certificate a description is signed with, and whether it is as it was when it was signed.

    Who stands behind the certificate, and whether it may still be trusted, is for a verifier of qualified signatures.
    """

    name: str
    is_intact: bool


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
    logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what went wrong is told below, in our words
    load: Callable[..., Any] = signers.SimpleSigner.load_pkcs12
    found = load(certificate, passphrase=password.encode()) if certificate.is_file() else None
    if found is None:
        raise InputError(
            certificate,
            _("it cannot be opened as a certificate with this password"),
            _("Name a .p12 or .pfx file, and give its password"),
        )
    return found


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
    """Who signed a PDF; None where nobody did, or where pyHanko is not installed to tell."""
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
        from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
        from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415
    except ImportError:
        return None
    with pdf.open("rb") as file:
        found = PdfFileReader(file).embedded_signatures
        if not found:
            return None
        signature = found[0]
        name = signature.signer_cert.subject.human_friendly
        # nobody is trusted here: what is asked is whether the file is the one that was signed
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))
        return Signed(name, bool(status.intact and status.valid))
