"""The WSDLs and schemas as partners fetch them: the national files with this service's addresses."""

from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from uwlr_service.formats.schemas import XSD as FOLDER
from uwlr_service.formats.uwlr.namespaces import WSDL_SOAP, XSD

LEERLINGGEGEVENS = "/uwlr/leerlinggegevens"
GETRAPT = "/uwlr/leerlinggegevens/getrapt"
LEERRESULTATEN = "/uwlr/leerresultaten"
ADDRESSES = {
    "prtLeerlinggegevensService": LEERLINGGEGEVENS,
    "prtLeerlinggegevensService-getrapt": GETRAPT,
    "prtLeerresultatenService": LEERRESULTATEN,
}
"""The two ports for pupil data get an address each: some toolkits choose a port by its address."""

SCHEMAS = "/uwlr/schemas/"
VERSIES = ("2.2", "2.3")
WSDLS = {
    (LEERLINGGEGEVENS, "2.2"): "uwlr-2.2/wsdl/UWLR_Leerlinggegevens_v2p2.wsdl",
    (GETRAPT, "2.2"): "uwlr-2.2/wsdl/UWLR_Leerlinggegevens_v2p2.wsdl",
    (LEERRESULTATEN, "2.2"): "uwlr-2.2/wsdl/UWLR_Leerresultaten_v2p2.wsdl",
    (LEERLINGGEGEVENS, "2.3"): "uwlr-2.3/wsdl/UWLR_Leerlinggegevens_v2p3.wsdl",
    (GETRAPT, "2.3"): "uwlr-2.3/wsdl/UWLR_Leerlinggegevens_v2p3.wsdl",
    (LEERRESULTATEN, "2.3"): "uwlr-2.3/wsdl/UWLR_Leerresultaten_v2p3.wsdl",
}
"""By address and version of the standard."""

STANDAARDVERSIE = "2.2"


class NationalWsdl:
    """What Spyne asks for an interface document; ours come from ``xsd/`` and are served by the front."""

    def __init__(self, interface: object) -> None:
        self.interface = interface
        self.wsdl11 = self

    def get_interface_document(self) -> bytes:
        """Spyne never serves it itself."""
        return b""

    def build_interface_document(self, url: str) -> None:
        """Nothing is derived from models, nor from the address of the first request."""


def wsdl(address: str, versie: str, base_url: str) -> bytes:
    """The national WSDL with our addresses. Raises KeyError for a version that has none."""
    tree = etree.parse(str(FOLDER / WSDLS[address, versie]))
    for port in tree.iter("{http://schemas.xmlsoap.org/wsdl/}port"):
        for place in port.iter(f"{{{WSDL_SOAP}}}address"):
            place.set("location", base_url + ADDRESSES[port.get("name")])
    for imported in tree.iter(f"{{{XSD}}}import"):
        file = PurePosixPath(imported.get("schemaLocation")).name
        imported.set("schemaLocation", f"{base_url}{SCHEMAS}{versie}/{quote(file)}")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def schema_files() -> dict[str, bytes]:
    """Every schema by its path below ``/uwlr/schemas/``, such as ``2.2/EDEXML.elementen.xsd``.

    The profiles come along in their folders. All of it is small, and read once.
    """
    files = {}
    for versie in VERSIES:
        folder = FOLDER / f"uwlr-{versie}" / "Schemas"
        for file in sorted(folder.rglob("*.xsd")):
            files[f"{versie}/{file.relative_to(folder).as_posix()}"] = file.read_bytes()
    return files
