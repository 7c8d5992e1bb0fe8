"""Reading what a UWLR service answers: the envelope, the fault, and the data as light records."""

import re
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree

from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.formats import parsing
from uwlr_service.formats.limits import ANTWOORD
from uwlr_service.formats.uwlr.namespaces import FOUT, SOAP

ENVELOPE = f"{{{SOAP}}}Envelope"
BODY = f"{{{SOAP}}}Body"
FAULT = f"{{{SOAP}}}Fault"

Record = dict[str, "str | list[str] | list[Record]"]
"""One object of the answer under the names of the standard; a reference is the key that it points to."""

LISTS = ("rol", "rolomschrijving")
PARTY_SPECIFIC = "toevoegingen"
LIMIT = 100
"""Findings of a fault that are read."""
LONGEST = 2000
"""Characters of a text in a fault that are read."""
LINE = re.compile("[0-9]{1,9}")

SCHOOL_FIELDS = frozenset({"schooljaar", "aanmaakdatum", "xsdversie"})
"""What every answer with data says of its school (UWLR 2.2)."""
MARKERS = frozenset({Antwoordsoort.GEENWIJZIGINGEN.value, Antwoordsoort.GEENGEGEVENS.value})


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer to a pull; ``element`` is the ``*_antwoord`` in the body, ``xml`` the same as bytes."""

    soort: Antwoordsoort
    element: etree._Element
    xml: bytes

    @property
    def school(self) -> Record:
        """What the answer says of the school itself; empty when it holds no data."""
        schools = self._objects("school")
        if not schools:
            return {}
        return schools[0]

    @property
    def aanmaakdatum(self) -> str | None:
        """The moment to give back as ``laatstontvangengegevens``, to the letter."""
        moment = self.school.get("aanmaakdatum")
        if not isinstance(moment, str):
            return None
        return moment

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

    Raises SoapFout for a fault, and OngeldigBericht for anything that is not an answer of UWLR.
    """
    element = body_of(data)
    if element is None:
        raise OngeldigBericht("Het antwoord is geen SOAP-bericht.")
    antwoord = Antwoord(_soort(element), element, etree.tostring(element, encoding="UTF-8"))
    if antwoord.soort is Antwoordsoort.GEGEVENS and SCHOOL_FIELDS.isdisjoint(antwoord.school):
        raise OngeldigBericht("Het antwoord is geen antwoord van UWLR: er staat niets over een school in.")
    return antwoord


def body_of(data: bytes) -> etree._Element | None:
    """The element in the body of a SOAP message; None when there is no envelope, or nothing in it.

    Raises SoapFout for a fault, and OngeldigBericht for bytes that are not XML.
    """
    root = parsing.parse(data, limits=ANTWOORD)
    body = root.find(BODY)
    if root.tag != ENVELOPE or body is None or len(body) == 0:
        return None
    element = body[0]
    if element.tag == FAULT:
        raise read_fault(element)
    return element


def _soort(element: etree._Element) -> Antwoordsoort:
    if not etree.QName(element).localname.endswith("_antwoord") or not len(element):
        raise OngeldigBericht("Het antwoord is geen antwoord van UWLR.")
    name = etree.QName(element[0]).localname
    if name in MARKERS:
        return Antwoordsoort(name)
    return Antwoordsoort.GEGEVENS


def read_fault(fault: etree._Element) -> SoapFout:
    """The error that a ``soap:Fault`` stands for; its findings come from ``detail`` where there are any."""
    code = _short(fault.findtext("faultcode")).rpartition(":")[2]
    # The staged operations of this service have their findings a second time, within the declared fault.
    own = fault.iterfind(f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding")
    first = next(own, None)
    found = fault.iterfind("detail//{*}melding") if first is None else chain([first], own)
    meldingen = [_melding(melding) for melding in islice(found, LIMIT)]
    return SoapFout(code, _short(fault.findtext("faultstring")) or None, meldingen)


def _melding(melding: etree._Element) -> Melding:
    """A finding; ``detail`` is free to every service (UWLR 2.2.1), so another one may lack any of this."""
    regel = None
    if LINE.fullmatch(melding.get("regel", "")):
        regel = int(melding.get("regel"))
    return Melding(
        tekst=_short(melding.get("tekst") or melding.text),
        regel=regel,
        pad=_short(melding.get("pad")) or None,
        key=_short(melding.get("key")) or None,
        verwacht=_short(melding.get("verwacht")) or None,
        code=_short(melding.get("code")) or None,
    )


def _short(text: str | None) -> str:
    """A text of a fault, cut where nobody reads on."""
    stripped = (text or "").strip()
    if len(stripped) <= LONGEST:
        return stripped
    return f"{stripped[:LONGEST]}…"


def _record(element: etree._Element) -> Record:
    record: Record = {}
    for name, value in element.attrib.items():
        if not name.startswith("{"):  # xsi:type and the like say nothing about the object
            record[str(name)] = str(value)
    for child in element:
        name = etree.QName(child).localname
        if name in LISTS:
            record[name] = [entry.text or "" for entry in element.iterfind(f"{{*}}{name}")]
        elif name != PARTY_SPECIFIC:
            record[name] = _value(child, name)
    return record


def _value(child: etree._Element, name: str) -> "str | list[str] | list[Record]":
    """A field of an object: the groups that a person is in, a reference by its key, or a text."""
    if name == "samengestelde_groepen":
        return [entry.get("key", "") for entry in child]
    if name == "groepen":
        return [_bound(entry) for entry in child]
    key: str | None = child.get("key")
    if key is not None:
        return key
    return child.text or ""


def _bound(groep: etree._Element) -> Record:
    return {"soort": etree.QName(groep).localname, **_record(groep)}
