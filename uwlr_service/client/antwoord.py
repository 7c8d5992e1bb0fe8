"""Reading what a UWLR service answers: the envelope, the fault, and the data as light records."""

import enum
from dataclasses import dataclass

from lxml import etree

from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.formats import parsing

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"

Record = dict[str, "str | list[str] | list[Record]"]
"""One object of the answer under the names of the standard; a reference is the key that it points to."""

LISTS = ("rol", "rolomschrijving")
PARTY_SPECIFIC = "toevoegingen"


class Soort(enum.StrEnum):
    """The three answers to a pull (UWLR 2.2, leerlinggegevens_antwoord)."""

    GEGEVENS = "gegevens"
    GEENWIJZIGINGEN = "geenwijzigingen"
    GEENGEGEVENS = "geengegevens"


MARKERS = frozenset({Soort.GEENWIJZIGINGEN.value, Soort.GEENGEGEVENS.value})


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer to a pull; ``element`` is the ``*_antwoord`` in the body, ``xml`` the same as bytes."""

    soort: Soort
    element: etree._Element
    xml: bytes

    @property
    def school(self) -> Record:
        """What the answer says of the school itself; empty when it holds no data."""
        found = self._objects("school")
        return found[0] if found else {}

    @property
    def aanmaakdatum(self) -> str | None:
        """The moment to give back as ``laatstontvangengegevens``, to the letter."""
        moment = self.school.get("aanmaakdatum")
        return moment if isinstance(moment, str) else None

    @property
    def groepen(self) -> list[Record]:
        """The stamgroepen that the answer defines."""
        return self._objects("groepen", "groep")

    @property
    def samengestelde_groepen(self) -> list[Record]:
        """The samengestelde groepen that the answer defines."""
        return self._objects("groepen", "samengestelde_groep")

    @property
    def vestigingen(self) -> list[Record]:
        """The vestigingen that the answer defines."""
        return self._objects("vestigingen", "vestiging")

    @property
    def leerlingen(self) -> list[Record]:
        """The pupils."""
        return self._objects("leerlingen", "leerling")

    @property
    def leerkrachten(self) -> list[Record]:
        """The teachers."""
        return self._objects("leerkrachten", "leerkracht")

    def _objects(self, *path: str) -> list[Record]:
        steps = "/".join(f"{{*}}{name}" for name in path)
        return [_record(element) for element in self.element.iterfind(f"{{*}}*/{steps}")]


def read(data: bytes) -> Antwoord:
    """Read a SOAP message of bytes.

    Raises SoapFout for a fault and OngeldigBericht for what is no SOAP answer at all.
    """
    root = parsing.parse(data)
    body = root.find(f"{{{SOAP}}}Body")
    element = body[0] if root.tag == f"{{{SOAP}}}Envelope" and body is not None and len(body) else None
    if element is None:
        raise OngeldigBericht("Het antwoord is geen SOAP-bericht.")
    if element.tag == f"{{{SOAP}}}Fault":
        raise read_fault(element)
    return Antwoord(_soort(element), element, etree.tostring(element, encoding="UTF-8"))


def _soort(element: etree._Element) -> Soort:
    if not etree.QName(element).localname.endswith("_antwoord") or not len(element):
        raise OngeldigBericht("Het antwoord is geen antwoord van UWLR.")
    name = etree.QName(element[0]).localname
    return Soort(name) if name in MARKERS else Soort.GEGEVENS


def read_fault(fault: etree._Element) -> SoapFout:
    """The error that a ``soap:Fault`` stands for; its findings come from ``detail`` where there are any."""
    code = (fault.findtext("faultcode") or "").strip().rpartition(":")[2]
    meldingen = [
        Melding(
            tekst=(melding.get("tekst") or melding.text or "").strip(),
            regel=int(regel) if (regel := melding.get("regel", "")).isdecimal() else None,
            pad=melding.get("pad"),
            key=melding.get("key"),
            code=melding.get("code"),
        )
        for melding in fault.iterfind("detail//{*}melding")
    ]
    return SoapFout(code, (fault.findtext("faultstring") or "").strip() or None, meldingen)


def _record(element: etree._Element) -> Record:
    attributes = ((str(name), str(value)) for name, value in element.attrib.items())
    record: Record = {name: value for name, value in attributes if not name.startswith("{")}
    for child in element:
        name, key = etree.QName(child).localname, child.get("key")
        if name == "samengestelde_groepen":
            record[name] = [entry.get("key", "") for entry in child]
        elif name == "groepen":
            record[name] = [{"soort": etree.QName(entry).localname, **_record(entry)} for entry in child]
        elif name in LISTS:
            record[name] = [entry.text or "" for entry in element.iterfind(f"{{*}}{name}")]
        elif key is not None:
            record[name] = key
        elif name != PARTY_SPECIFIC:
            record[name] = child.text or ""
    return record
