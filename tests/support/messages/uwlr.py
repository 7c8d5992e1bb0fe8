"""What a document of UWLR must be: valid by the schema of its version and its set, its references closed."""

import functools

from lxml import etree

from tests.support.messages.soap import LG
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.schemas import XSD
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS

FOLDERS = {"2.1": "uwlr-2.2", "2.2": "uwlr-2.2", "2.3": "uwlr-2.3"}
PROFILES = {
    "smalle-set": ("Profiel smalle set", "Profiel_Smalle_set_"),
    "lvs-set": ("Profiel LVS set", "Profiel_LVS_set_"),
}
CAPITALS = {f"{bericht}_antwoord" for bericht in ("structuur", "leerlingen", "leerkrachten")}
"""The profiles write these names with a capital, which no message does: the WSDL of UWLR 2.2 is right."""


@functools.cache
def schema(folder: str, profile: str | None) -> etree.XMLSchema:
    """The main schema of a version, or one of its profiles."""
    file = f"UWLR_Leerlinggegevens_{'v2p3' if folder.endswith('2.3') else 'v2p2'}.xsd"
    path = XSD / folder / "Schemas"
    if profile is not None:
        subfolder, prefix = PROFILES[profile]
        path /= subfolder
        file = prefix + file
    return etree.XMLSchema(etree.parse(str(path / file)))


def assert_valid(antwoord: etree._Element, versie: str, gegevensset: str) -> None:
    """Validate an answer with the schema of its version, and with that of its set."""
    schema(FOLDERS[versie], None).assertValid(antwoord)
    if gegevensset in PROFILES:
        schema(FOLDERS[versie], gegevensset).assertValid(_as_in_profile(antwoord))
    if versie == "2.1":
        assert not [e for e in antwoord.iter() if "eckid" in e.attrib]
        assert max((len(e.get("key", "")) for e in antwoord.iter()), default=0) <= 64
    if versie != "2.3":
        assert not [e for e in antwoord.iter(f"{LG}leerling") if "key" not in e.attrib]


def _as_in_profile(antwoord: etree._Element) -> etree._Element:
    name = etree.QName(antwoord).localname
    if name not in CAPITALS:
        return antwoord
    copy = etree.fromstring(etree.tostring(antwoord))
    copy.tag = f"{{{LEERLINGGEGEVENS}}}{name.capitalize()}"
    return copy


def assert_closed(antwoord: etree._Element) -> None:
    """Every reference in a full answer leads to a definition in the same answer, and every key is unique."""
    defined: dict[str, set[str]] = {}
    for container in ("vestigingen", "groepen", "leerlingen", "leerkrachten"):
        for element in antwoord.iterfind(f"*/{LG}{container}/*"):
            name = etree.QName(element).localname
            key = element.get("key")
            if key is not None:
                assert key not in defined.setdefault(name, set())
                defined[name].add(key)
    assert not defined.get("groep", set()) & defined.get("samengestelde_groep", set())
    for person in (*antwoord.iter(f"{LG}leerling"), *antwoord.iter(f"{LG}leerkracht")):
        for reference in person.iterdescendants():
            name = etree.QName(reference).localname
            if "key" in reference.attrib:
                assert reference.get("key") in defined.get(name, set()), (person.get("key"), name)


def fields_of(antwoord: etree._Element) -> set[str]:
    """The fields that a document holds, in the words of an allow-list: ``leerling/emailadres``."""
    velden = set()
    for container in ("vestigingen", "groepen", "leerlingen", "leerkrachten"):
        for element in antwoord.iterfind(f"*/{LG}{container}/*"):
            name = etree.QName(element).localname
            velden |= {f"{name}/{attribute}" for attribute in element.attrib}
            for child in element:
                veld = etree.QName(child).localname
                velden.add(f"{name}/{'rol' if veld == 'rolomschrijving' else veld}")
            if name == "leerkracht" and element.find(f"{LG}groepen/*/*") is not None:
                velden.add("leerkracht/groepen/rol")
    return velden


def people(gegevens: Schoolgegevens) -> set[str]:
    """The names, addresses and numbers in a school that no log may show."""
    texts: set[str | None] = set()
    personen: list[Leerling | Leerkracht] = [*gegevens.leerlingen, *gegevens.leerkrachten]
    for persoon in personen:
        texts |= {persoon.achternaam, persoon.roepnaam, persoon.voornamen, persoon.eckid}
        texts |= {persoon.emailadres, persoon.gebruikersnaam}
    texts |= {leerling.bsn_ondwnr_4 for leerling in gegevens.leerlingen}
    return {text for text in texts if text}
