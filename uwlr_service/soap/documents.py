"""The WSDLs and schemas as partners fetch them: the national files with this service's addresses."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from uwlr_service.formats.schemas import XSD as FOLDER
from uwlr_service.formats.uwlr.namespaces import WSDL_SOAP, XSD
from uwlr_service.soap.single_wsdl import written_whole

LEERLINGGEGEVENS = "/uwlr/leerlinggegevens"
GETRAPT = "/uwlr/leerlinggegevens/getrapt"
LEERRESULTATEN = "/uwlr/leerresultaten"
ADDRESSES = {
    "prtLeerlinggegevensService": LEERLINGGEGEVENS,
    "prtLeerlinggegevensService-getrapt": GETRAPT,
    "prtLeerresultatenService": LEERRESULTATEN,
}
"""The two ports for pupil data get an address each: some toolkits choose a port by its address."""

SOAP_PATHS = frozenset(ADDRESSES.values())
"""Every operation is taken at every address."""
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
REMEMBERED = 64
"""Documents of a kind that are kept, each some 100 kB: of each version, under the names of a few hosts."""


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


@lru_cache(REMEMBERED)
def wsdl(address: str, versie: str, base_url: str) -> bytes:
    """The national WSDL with our addresses. Raises KeyError for a version that has none."""
    file = FOLDER / WSDLS[address, versie]
    tree = _addressed(file, base_url)
    _make_absolute(tree.getroot(), file, base_url)
    return _written(tree)


@lru_cache(REMEMBERED)
def single_wsdl(address: str, versie: str, base_url: str) -> bytes:
    """The same with its schemas inside, so that nothing else has to be fetched. Raises KeyError as well."""
    file = FOLDER / WSDLS[address, versie]
    tree = _addressed(file, base_url)
    return written_whole(tree, file.parent)


@lru_cache(REMEMBERED)
def schema(path: str, base_url: str) -> bytes:
    """The schema with this path below ``/uwlr/schemas/``, as in ``SCHEMA_FILES``, with our addresses.

    They are absolute as in the WSDL: some toolkits look for what a schema names beside the WSDL.
    """
    file = SCHEMA_FILES[path]
    tree = etree.parse(str(file))
    _make_absolute(tree.getroot(), file, base_url)
    return _written(tree)


def _addressed(file: Path, base_url: str) -> etree._ElementTree:
    tree = etree.parse(str(file))
    for port in tree.iter("{http://schemas.xmlsoap.org/wsdl/}port"):
        for place in port.iter(f"{{{WSDL_SOAP}}}address"):
            place.set("location", base_url + ADDRESSES[port.get("name")])
    return tree


def _make_absolute(root: etree._Element, file: Path, base_url: str) -> None:
    """Give everything that a document of ours names its address."""
    for named in root.iter(f"{{{XSD}}}import", f"{{{XSD}}}include", f"{{{XSD}}}redefine"):
        location = named.get("schemaLocation")
        if location is not None:
            path = PATHS[(file.parent / location).resolve()]
            named.set("schemaLocation", f"{base_url}{SCHEMAS}{quote(path)}")


def _written(tree: etree._ElementTree) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def _schema_files() -> dict[str, Path]:
    """Every schema by its path below ``/uwlr/schemas/``; the profiles come along in their folders."""
    files = {}
    for versie in VERSIES:
        folder = (FOLDER / f"uwlr-{versie}" / "Schemas").resolve()
        for file in sorted(folder.rglob("*.xsd")):
            files[f"{versie}/{file.relative_to(folder).as_posix()}"] = file
    return files


SCHEMA_FILES = _schema_files()
"""The files by their path, such as ``2.2/EDEXML.elementen.xsd``."""
PATHS = {file: path for path, file in SCHEMA_FILES.items()}
