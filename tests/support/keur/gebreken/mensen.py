"""Answers in which people and groups are not as they should be."""

import itertools
import re
from dataclasses import replace

from lxml import etree

from tests.support.keur.berichten import Verzoek, achteraan, allemaal, erbij, ervoor, tekst, weg, xpath
from tests.support.keur.gebrek import Gebrek, geeft, neemt
from tests.support.schools.builders import eckid

ALLES = "//lg:leerlinggegevens_verzoek"
L1 = "//lg:leerling[@key='L1']"
SCHEMA = "alles-schema getrapt-leerlingen-van-groep versie-2-1 versie-2-3"
"""The cases that judge a message with the pupils of group G1 by the schema."""
SCHEMA_VAN_IEDEREEN = f"{SCHEMA} getrapt-zonder-groep getrapt-leerkrachten-van-groep"
"""The same with everybody's."""
calls = itertools.count(1)


def _andersom(root: etree._Element) -> None:
    """Every second answer has its pupils the other way round."""
    if next(calls) % 2:
        return
    for parent in xpath(root, "//lg:leerlingen"):
        parent[:] = list(reversed(parent))


def _nil(root: etree._Element) -> None:
    for found in xpath(root, f"{L1}/lg:voorvoegsel"):
        found.text = None
        found.set("{http://www.w3.org/2001/XMLSchema-instance}nil", "true")


def _andere_namespace(root: etree._Element) -> None:
    for found in xpath(root, "//lg:roepnaam"):
        found.tag = "{urn:las}roepnaam"


def _met_eckid(root: etree._Element) -> None:
    for leerling in xpath(root, "//lg:leerling"):
        leerling.set("eckid", f"https://ketenid.nl/{leerling.get('key')}")


def _kent_terug(gebrek: Gebrek, said: str, meant: str) -> Gebrek:
    """The same defect of a LAS that knows what it said itself when it comes back in results."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        return replace(verzoek, body=re.sub(said.encode(), meant.encode(), verzoek.body))

    return replace(gebrek, verzoek=on_request)


EIGEN_ECKID = "sanne@school.example"
MENSEN = (
    geeft(
        "eckid-in-2-1",
        "In 2.1 staat een eckid.",
        "versie-2-1",
        _met_eckid,
        als="//lg:xsdversie = '2.1'",
    ),
    geeft(
        "lange-key-in-2-1",
        "In 2.1 staat een key van 65 tekens.",
        "versie-2-1",
        tekst("//lg:leerling[1]/@key", "K" * 65),
        als="//lg:xsdversie = '2.1'",
    ),
    _kent_terug(
        geeft(
            "eckid-vorm",
            "Een eckid is niet van de nationale vorm.",
            "alles-eckid",
            tekst("//lg:leerling/@eckid", EIGEN_ECKID),
        ),
        EIGEN_ECKID,
        eckid(1),
    ),
    geeft(
        "bsn",
        "Er staat een burgerservicenummer in.",
        "alles-geen-nummers alles-schema getrapt-leerlingen-van-groep versie-2-1 versie-2-3",
        erbij(L1, "<lg:bsn>999990019</lg:bsn>"),
    ),
    geeft(
        "onderwijsnummer",
        "Er staat een onderwijsnummer in.",
        "alles-geen-nummers alles-schema getrapt-leerlingen-van-groep versie-2-1 versie-2-3",
        erbij(L1, "<lg:onderwijsnummer>100000009</lg:onderwijsnummer>"),
    ),
    geeft(
        "nil",
        "Een element zonder waarde staat er met xsi:nil in.",
        "alles-geen-nil alles-schema getrapt-leerlingen-van-groep versie-2-1 versie-2-3",
        _nil,
    ),
    geeft(
        "leeg-element",
        "Een element zonder waarde staat er leeg in.",
        SCHEMA,
        tekst(f"{L1}/lg:geboortedatum", ""),
    ),
    geeft(
        "dubbele-key",
        "Twee leerlingen hebben dezelfde key.",
        "alles-schema alles-sleutels versie-2-1 versie-2-3 resultaten-key-van-ander"
        " resultaten-leerlingen-door-elkaar",
        tekst("//lg:leerling/@key[.='L2']", "L1"),
    ),
    geeft(
        "dubbele-key-leerkracht",
        "Twee leerkrachten hebben dezelfde key.",
        "alles-schema alles-sleutels versie-2-1 versie-2-3",
        tekst("//lg:leerkracht/@key[.='K2']", "K1"),
    ),
    geeft(
        "zonder-key",
        "Een leerling heeft geen key.",
        "alles-schema alles-sleutels versie-2-1",
        weg("//lg:leerling[2]/@key"),
    ),
    geeft(
        "zonder-jaargroep", "Een leerling heeft geen jaargroep.", "alles-jaargroep", weg(f"{L1}/lg:jaargroep")
    ),
    geeft(
        "zonder-achternaam",
        "Een leerling heeft geen achternaam.",
        SCHEMA,
        weg(f"{L1}/lg:achternaam"),
    ),
    geeft(
        "volgorde",
        "De elementen van een leerling staan in een andere volgorde.",
        SCHEMA,
        achteraan(f"{L1}/lg:achternaam"),
    ),
    geeft(
        "datum-vorm",
        "Een datum staat er als dag-maand-jaar in.",
        SCHEMA,
        tekst(f"{L1}/lg:geboortedatum", "06-05-2017"),
    ),
    geeft(
        "geslacht-letter",
        "Het geslacht is een letter.",
        SCHEMA,
        tekst(f"{L1}/lg:geslacht", "V"),
    ),
    geeft(
        "eigen-element",
        "Er staat een element in dat de standaard niet kent.",
        SCHEMA,
        erbij(L1, "<lg:leeftijd>9</lg:leeftijd>"),
    ),
    geeft(
        "andere-namespace",
        "Een element van een leerling staat in een andere namespace.",
        SCHEMA_VAN_IEDEREEN,
        _andere_namespace,
    ),
    geeft(
        "2-3-mist-leerling",
        "In 2.3 ontbreekt een leerling.",
        "stabiel-versies",
        weg(L1),
        als="//lg:xsdversie = '2.3'",
    ),
    geeft(
        "volgorde-wisselt",
        "De leerlingen staan steeds in een andere volgorde.",
        "sinds-lang-geleden stabiel-drie-keer",
        _andersom,
    ),
    _kent_terug(
        geeft(
            "key-wisselt",
            "Een leerling heeft in elk antwoord een andere key.",
            "sinds-lang-geleden stabiel-drie-keer",
            tekst("//lg:leerling/@key[.='L1']", lambda _: f"L1-{next(calls)}"),
        ),
        "L1-[0-9]+",
        "L1",
    ),
)
GROEPEN = (
    geeft(
        "dode-groep",
        "Een leerling verwijst naar een groep die er niet is.",
        "alles-groepen alles-schema versie-2-1 versie-2-3",
        weg("//lg:groepen/lg:groep[@key='G1']"),
        als=ALLES,
    ),
    geeft(
        "dode-plusgroep",
        "Een leerling verwijst naar een samengestelde groep die er niet is.",
        "alles-groepen alles-schema versie-2-1 versie-2-3",
        weg("//lg:groepen/lg:samengestelde_groep"),
        als=ALLES,
    ),
    geeft(
        "dode-groep-leerkracht",
        "Een leerkracht verwijst naar een groep die er niet is.",
        "alles-groepen alles-schema getrapt-leerkrachten-van-groep versie-2-1 versie-2-3",
        tekst("//lg:leerkracht//lg:groep/@key", "G9"),
        als=ALLES,
    ),
    geeft(
        "lege-verzameling",
        "Een element dat anderen omvat staat er leeg in.",
        "alles-schema versie-2-1 versie-2-3",
        weg("//lg:leerkrachten/*"),
        als=ALLES,
    ),
    geeft(
        "mensen-in-structuur",
        "In de structuur staan leerlingen.",
        "getrapt-structuur",
        erbij("//lg:leerlinggegevens-structuur", "<lg:leerlingen><lg:leerling key='L1'/></lg:leerlingen>"),
    ),
    geeft(
        "andere-groep",
        "Bij een groep komen leerlingen van een andere groep.",
        "getrapt-leerlingen-van-groep",
        tekst("//lg:leerling/lg:groep/@key", "G2"),
        als="//lg:leerlingen_verzoek",
    ),
    neemt(
        "groepen-genegeerd",
        "Bij een groep komen de leerlingen van alle groepen.",
        "getrapt-leerlingen-van-groep",
        allemaal(erbij("//lg:groepen", "<lg:groep key='G2'/>"), erbij("//lg:groepen", "<lg:groep/>")),
        als="//lg:leerlingen_verzoek//lg:groep[@key]",
    ),
    neemt(
        "lege-groep-genegeerd",
        "Bij een groep zonder key komen alle leerlingen.",
        "getrapt-zonder-groep",
        allemaal(
            erbij("//lg:groepen", "<lg:groep key='G1'/>"), erbij("//lg:groepen", "<lg:groep key='G2'/>")
        ),
        als="//lg:leerlingen_verzoek//lg:groep[not(@key)]",
    ),
    geeft(
        "leerlingen-bij-leerkrachten",
        "Bij de leerkrachten staan ook leerlingen.",
        "getrapt-leerkrachten-van-groep",
        ervoor("//lg:leerkrachten", "<lg:leerlingen><lg:leerling key='L1'/></lg:leerlingen>"),
        als="//lg:leerkrachten_verzoek",
    ),
)
GEBREKEN = MENSEN + GROEPEN
