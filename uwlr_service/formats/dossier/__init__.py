"""The dossier of a school as a file of its own (``xsd/dossier-1``), because EDEXML does not carry it."""

from uwlr_service.formats.dossier.read import mentions, read_dossier
from uwlr_service.formats.dossier.write import write_dossier

__all__ = ["mentions", "read_dossier", "write_dossier"]
