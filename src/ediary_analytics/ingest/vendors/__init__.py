"""What the diaries themselves export: a module or package per vendor, recognised by content, told to the contract.

Every sheet of an export that is no table of the contract by its own name or its file's is shown to each of
:data:`FORMATS`. What one of them recognises is translated together, once per export, and the tables that come of it
are filled like those of any file: several may feed one table, and a file of the contract for it may stand beside them.
"""

from ediary_analytics.ingest.vendors.mano_dienynas import MANO_DIENYNAS
from ediary_analytics.ingest.vendors.oneroster import ONE_ROSTER
from ediary_analytics.ingest.vendors.registry import REGISTRY
from ediary_analytics.ingest.vendors.seam import Format, Piece, Translation, VendorTable

__all__ = ["FORMATS", "Format", "Piece", "Translation", "VendorTable"]

#: Asked in this order; the first that recognises a sheet gets it.
FORMATS: tuple[Format, ...] = (ONE_ROSTER, REGISTRY, MANO_DIENYNAS)
