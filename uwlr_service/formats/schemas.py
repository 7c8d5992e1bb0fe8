"""The schema files in ``xsd/``: their place, and one compiled copy of each per thread."""

import threading
from pathlib import Path

from lxml import etree

from uwlr_service.formats.witruimte.collapsing import Collapsing
from uwlr_service.formats.witruimte.schematypes import collapsing_of

XS = "{http://www.w3.org/2001/XMLSchema}"
"""Before the name of an element of a schema itself."""
PACKAGE = Path(__file__).parents[1]


def _root() -> Path:
    """The folder of schemas: inside an installed package, or beside it in a checkout."""
    installed = PACKAGE / "xsd"
    if installed.is_dir():
        return installed
    return PACKAGE.parent / "xsd"


XSD = _root()


class Schema:
    """A schema of ours, compiled once in every thread that uses it.

    A compiled schema that threads share mixes their error logs: one partner would read another's data.
    """

    _compiling = threading.Lock()

    def __init__(self, path: str) -> None:
        self.path = XSD / path
        self._local = threading.local()
        self._collapsing: Collapsing | None = None

    def compiled(self) -> etree.XMLSchema:
        """This thread's own copy."""
        schema: etree.XMLSchema | None = getattr(self._local, "schema", None)
        if schema is None:
            with self._compiling:  # libxml2 is reported to race when it compiles in parallel
                schema = self._local.schema = etree.XMLSchema(self.document())
        return schema

    def collapsing(self) -> Collapsing:
        """The names of which the white space around a value means nothing; of all threads together."""
        if self._collapsing is None:
            self._collapsing = collapsing_of(self.document())
        return self._collapsing

    def document(self) -> etree._ElementTree:
        """The document to compile."""
        return etree.parse(str(self.path))


AUTORISATIE = Schema("uwlr-2.2/Schemas/UWLR_Autorisatie_v2p2.xsd")
LEERLINGGEGEVENS = {
    "2.1": Schema("uwlr-2.2/Schemas/UWLR_Leerlinggegevens_v2p2.xsd"),
    "2.2": Schema("uwlr-2.2/Schemas/UWLR_Leerlinggegevens_v2p2.xsd"),
    "2.3": Schema("uwlr-2.3/Schemas/UWLR_Leerlinggegevens_v2p3.xsd"),
}
LEERRESULTATEN = {
    "2.1": Schema("uwlr-2.2/Schemas/UWLR_Leerresultaten_v2p2.xsd"),
    "2.2": Schema("uwlr-2.2/Schemas/UWLR_Leerresultaten_v2p2.xsd"),
    "2.3": Schema("uwlr-2.3/Schemas/UWLR_Leerresultaten_v2p3.xsd"),
}
"""Version 2.1 has no faithful schema of its own: 2.2, without eckid and with short keys."""
TOETSDEFINITIES = Schema("uwlr-2.2/Schemas/UWLR_Toetsdefinities_v2p2.xsd")
VDEX = Schema("vdex-1.0/imsvdex_v1p0.xsd")
EDEXML = {
    "2.0": Schema("edexml-2.0/EDEXML.structuur.xsd"),
    "2.1": Schema("edexml-2.1/EDEXML.structuur.xsd"),
}
GKV = Schema("gkv-1/gkv.xsd")
GKV_MANIFEST = Schema("gkv-1/manifest.xsd")
DOSSIER = Schema("dossier-1/dossier.xsd")
