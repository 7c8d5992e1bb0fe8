"""Defects of the drop-in service."""

import re
from dataclasses import replace
from itertools import count

from lxml import etree

from tests.support.keur.berichten import (
    Antwoord,
    Edit,
    Verzoek,
    bladzijde,
    envelop,
    erbij,
    ervoor,
    fout,
    tekst,
    weg,
    xpath,
)
from tests.support.keur.gebrek import Gebrek, Voorwaarde
from tests.support.keur.gkv.vragen import anders, in_plaats, kop, vraag

DIENST = "/GeneriekeService"
DECLARATIE = b'<?xml version="1.0" encoding="UTF-8"?>'
NIEMAND = envelop(
    "<par:getLeerlingenResponse xmlns:par='http://www.topicus.nl/parnassys'><return>"
    "<adressen/><groepen/><schooljaren/><inschrijvingtypes/><leerlingen/></return></par:getLeerlingenResponse>"
)
"""Empty lists, as of a school year without data."""
DOCTYPE = re.compile(rb"<!DOCTYPE[^\]]*\]>")
LEVERANCIER = b"Identity &amp; Access"


def _is_bericht(verzoek: Verzoek) -> bool:
    return verzoek.path.endswith(DIENST) and verzoek.environ["REQUEST_METHOD"] == "POST"


def _is_antwoord(verzoek: Verzoek, antwoord: Antwoord) -> bool:
    return _is_bericht(verzoek) and antwoord.status == 200


def _met_declaratie(antwoord: Antwoord) -> Antwoord:
    return replace(antwoord, body=DECLARATIE + antwoord.body)


def _geeft(naam: str, zin: str, gevallen: str, edit: Edit, operatie: str = "") -> Gebrek:
    """The double spoils its answers to one operation or to both, and puts nothing before the envelope."""

    def change(antwoord: Antwoord) -> Antwoord:
        edited = antwoord.edited(edit)
        _, _, body = edited.body.rpartition(b"?>")
        return replace(edited, body=body.lstrip())

    def is_meant(verzoek: Verzoek, antwoord: Antwoord) -> bool:
        return _is_antwoord(verzoek, antwoord) and verzoek.has(f"//par:{operatie or '*'}")

    return anders(naam, zin, gevallen, is_meant, change)


def _zegt(path: str) -> Voorwaarde:
    """Messages for which an expression of XPath holds."""
    return lambda verzoek: _is_bericht(verzoek) and verzoek.has(path)


def _elke_keer_anders() -> Edit:
    """Other numbers of pupils in each answer."""
    numbers = count(1_000_000)

    def edit(root: etree._Element) -> None:
        for number in xpath(root, "//leerling/id"):
            number.text = str(next(numbers))

    return edit


def _leest_doctype(verzoek: Verzoek) -> Verzoek:
    """A message with a document type, read as if the entity in it were the name of the supplier."""
    if not _is_bericht(verzoek) or b"<!DOCTYPE" not in verzoek.body:
        return verzoek
    body = DOCTYPE.sub(b"", verzoek.body).replace(b"&bestand;", LEVERANCIER)
    return replace(verzoek, body=body)


GEBREKEN = (
    in_plaats(
        "geen-wsdl",
        "Er is geen WSDL.",
        "dropin-wsdl",
        lambda verzoek: verzoek.path.endswith(DIENST) and vraag(verzoek) == "wsdl",
        bladzijde(404),
    ),
    anders(
        "soap-type",
        "Het antwoord is application/soap+xml.",
        "dropin-type",
        _is_antwoord,
        kop("Content-Type", "application/soap+xml; charset=utf-8"),
    ),
    anders(
        "declaratie",
        "Voor de envelop staat een XML-declaratie.",
        "dropin-zonder-declaratie",
        _is_antwoord,
        _met_declaratie,
    ),
    _geeft(
        "twee-antwoorden",
        "Achter het antwoord staat nog een element in de Body.",
        "dropin-leerlingen dropin-medewerkers",
        erbij("/soap:Envelope/soap:Body", "<par:einde/>"),
    ),
    in_plaats(
        "geen-medewerkers",
        "getMedewerkers is er niet.",
        "dropin-medewerkers dropin-lijsten-medewerkers",
        _zegt("//par:getMedewerkers"),
        fout("Client", "Deze operatie is er niet."),
    ),
    _geeft(
        "header-ervoor",
        "Voor de Body staat een Header.",
        "dropin-eerste-kind",
        ervoor("/soap:Envelope/soap:Body", "<soap:Header/>"),
    ),
    _geeft(
        "namespace-eronder",
        "Een lijst heeft een namespace.",
        "dropin-zonder-namespace",
        erbij("//return", "<par:verzorgers/>"),
    ),
    _geeft(
        "lege-lijst-weg",
        "Een lege lijst ontbreekt.",
        "dropin-lijsten dropin-lijsten-medewerkers dropin-geen-gegevens",
        weg("//return/*[not(*)]"),
    ),
    _geeft("geen-id", "Een leerling heeft geen id.", "dropin-nummers", weg("//leerling[1]/id")),
    _geeft(
        "id-dubbel",
        "Twee leerlingen hebben hetzelfde id.",
        "dropin-nummers",
        tekst("//leerling/id", "7"),
    ),
    _geeft(
        "leerlingnummer-dubbel",
        "Twee leerlingen hebben hetzelfde leerlingNummer.",
        "dropin-leerlingnummer",
        erbij("//leerling", "<leerlingNummer>1001</leerlingNummer>"),
    ),
    _geeft(
        "groep-weg",
        "Een groep waarnaar een leerling verwijst staat er niet bij.",
        "dropin-verwijzingen",
        weg("//groepen/groep[1]"),
    ),
    _geeft(
        "adres-weg",
        "Een adres waarnaar een leerling verwijst staat er niet bij.",
        "dropin-verwijzingen",
        weg("//adressen/adres[1]"),
    ),
    _geeft(
        "schooljaar-aaneen",
        "Het schooljaar staat er als 2026-2027.",
        "dropin-schooljaar",
        tekst("//schooljaren/schooljaar/naam", lambda naam: naam.replace(" / ", "-")),
    ),
    _geeft(
        "datum-kaal",
        "Een kalenderdag heeft geen tijd.",
        "dropin-datums",
        tekst("//geboortedatum", lambda moment: moment[:10]),
    ),
    _geeft(
        "geheim-adres",
        "Van een geheim adres staat de straat erbij.",
        "dropin-geheim",
        erbij("//adres[geheimadres = 'true']", "<straat>Geheimlaan</straat>"),
    ),
    in_plaats(
        "alleen-spaties",
        "Een schooljaar zonder spaties wordt geweigerd.",
        "dropin-schooljaar-kaal",
        _zegt("//schooljaar[not(contains(., ' / '))]"),
        fout("Client", "Het schooljaar is niet te lezen."),
    ),
    in_plaats(
        "geen-jaar-geen-antwoord",
        "Een schooljaar zonder gegevens geeft een fout.",
        "dropin-geen-gegevens",
        _zegt("//schooljaar[starts-with(., '1991')]"),
        fout("Client", "Er zijn geen gegevens."),
    ),
    in_plaats(
        "soapaction-nodig",
        "Zonder SOAPAction komt er een fout.",
        "dropin-actie-weg",
        lambda verzoek: _is_bericht(verzoek) and not verzoek.kop("SOAPAction"),
        fout("Client", "Er is geen SOAPAction."),
    ),
    in_plaats(
        "sleutel-leeg-antwoord",
        "Een verkeerde sleutel geeft lege lijsten.",
        "dropin-sleutel-fout dropin-naam-fout",
        _zegt("//leveranciersleutel[starts-with(., 'geen-')]"),
        NIEMAND,
    ),
    in_plaats(
        "naam-verraden",
        "Een naam die er niet is zegt dat die er niet is.",
        "dropin-naam-fout",
        _zegt("//leveranciernaam[starts-with(., 'Niemand')]"),
        fout("Client", "Er is geen leverancier met deze naam."),
    ),
    in_plaats(
        "brin-leeg-antwoord",
        "Een BRIN dat er niet bij hoort geeft lege lijsten.",
        "dropin-brin-onbekend",
        _zegt("//brinnummer[. = '99ZZ99']"),
        NIEMAND,
    ),
    in_plaats(
        "zonder-sleutel-bladzijde",
        "Zonder sleutel komt er een webpagina.",
        "dropin-zonder-sleutel",
        _zegt("//par:*[not(leveranciersleutel)]"),
        bladzijde(500),
    ),
    Gebrek(
        naam="doctype-gelezen",
        zin="Een bericht met een DOCTYPE wordt gelezen.",
        gevallen=frozenset({"dropin-doctype"}),
        verzoek=_leest_doctype,
    ),
    _geeft(
        "elke-keer-andere-nummers",
        "De nummers zijn elke keer anders.",
        "dropin-stabiel",
        _elke_keer_anders(),
    ),
)
