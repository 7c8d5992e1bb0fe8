"""A LAS that tells: it puts the key that it was sent, and its pupils, wherever a report might look."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from lxml import etree

from tests.support.keur.berichten import Antwoord, Verzoek, xpath
from tests.support.keur.gebrek import Gebrek
from tests.support.schools.builders import eckid, groep, leerkracht, leerling, samengestelde_groep
from uwlr_service.formats.uwlr.namespaces import SOAP

TEKEN = "Verklikker"
"""Begins every text of the school, but for those that have a form of their own."""
EIGEN_VORM = (eckid(987), eckid(988), "2017-03-29", "2023-07-31", "VKL", "vd Klik")
"""And those."""
FAULT = '<soap:Envelope xmlns:soap="{soap}"><soap:Body>{fault}</soap:Body></soap:Envelope>'


def _teksten(*names: str) -> dict[str, str]:
    return {name: f"{TEKEN}-{name}" for name in names}


DELEN: dict[str, Any] = {
    "groepen": (groep(f"{TEKEN}-G1", naam=f"{TEKEN} 4"), groep(f"{TEKEN}-G2", naam=f"{TEKEN} 5")),
    "samengestelde_groepen": (samengestelde_groep(f"{TEKEN}-S1", naam=f"{TEKEN} plus"),),
    "leerlingen": (
        leerling(
            f"{TEKEN}-L1",
            **_teksten("achternaam", "voornamen", "roepnaam", "gebruikersnaam"),
            voorvoegsel="vd Klik",
            voorletters_1="VKL",
            eckid=eckid(987),
            geboortedatum=date(2017, 3, 29),
            start_ondw_jgr3=date(2023, 7, 31),
            land="NL",
            emailadres=f"{TEKEN}@school.example",
            fotourl=f"https://foto.example/{TEKEN}",
            groep=f"{TEKEN}-G1",
            samengestelde_groepen=(f"{TEKEN}-S1",),
        ),
        leerling(f"{TEKEN}-L2", **_teksten("achternaam", "roepnaam"), jaargroep="5", groep=f"{TEKEN}-G2"),
    ),
    "leerkrachten": (
        leerkracht(
            f"{TEKEN}-K1",
            **_teksten("achternaam", "roepnaam", "gebruikersnaam"),
            eckid=eckid(988),
            emailadres=f"{TEKEN}@school.example",
        ),
    ),
}
"""The parts of a school in which everything can be recognised."""


def _naam(verzoek: Verzoek) -> str:
    """The key and a pupil as the name of an element, which has fewer signs than a text."""
    return re.sub(r"[^A-Za-z0-9]", "_", f"{TEKEN}-{verzoek.sleutel}")


def _fout(code: str) -> Callable[[Verzoek, Antwoord], Antwoord]:
    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        if verzoek.root is None:
            return antwoord
        said = f"{TEKEN} {verzoek.sleutel}"
        fault = (
            f"<soap:Fault><faultcode>{code.format(naam=_naam(verzoek), sleutel=verzoek.sleutel)}</faultcode>"
            f"<faultstring>{said} Traceback (most recent call last): /home/{said}</faultstring>"
            f"<faultactor>{said}</faultactor><detail><{_naam(verzoek)}>{said}</{_naam(verzoek)}></detail>"
            "</soap:Fault>"
        )
        body = FAULT.format(soap=SOAP, fault=fault).encode()
        return Antwoord(500, {"Content-Type": "text/xml; charset=utf-8"}, body)

    return on_answer


def _namen(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
    """Elements, attributes and namespaces of its own, and references that lead nowhere."""
    naam = _naam(verzoek)

    def edit(root: etree._Element) -> None:
        for person in xpath(root, "//*[local-name()='leerling' or local-name()='leerkracht']"):
            person.set(naam, verzoek.sleutel)
            person.set(f"{{urn:{naam}}}{naam}", verzoek.sleutel)
            person.set("{http://www.w3.org/2001/XMLSchema-instance}type", naam)
            etree.SubElement(person, naam).text = verzoek.sleutel
            etree.SubElement(person, f"{{urn:{naam}}}achternaam").text = verzoek.sleutel
            for value in person.iter():
                value.text = f"{value.text or ''}[facet 'enumeration'] {{'{verzoek.sleutel}'}}"
        for reference in xpath(root, "//*[local-name()='groep']/@key"):
            reference.getparent().set("key", verzoek.sleutel)

    return antwoord.edited(edit)


def _in_wsdl(address: str) -> Callable[[Verzoek, Antwoord], Antwoord]:
    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        if not antwoord.has("/wsdl:definitions"):
            return antwoord
        host = verzoek.environ["HTTP_HOST"]
        said = address.format(host=host, sleutel=verzoek.sleutel)

        def edit(root: etree._Element) -> None:
            paths = "//wsoap:address/@location | //xs:import/@schemaLocation | //wsdl:import/@location"
            for attribute in xpath(root, paths):
                attribute.getparent().set(attribute.attrname, said)

        return antwoord.edited(edit)

    return on_answer


def _http(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
    """The reason behind the status, headers, a redirect, and a page that is no XML."""
    said = f"{TEKEN} {verzoek.sleutel}"
    koppen = {
        "Content-Type": f"text/html; charset={said}",
        "Location": f"/{said}",
        "X-Fout": said,
        "Server": said,
        "Set-Cookie": f"a={said}",
    }
    return Antwoord(302, koppen, f"<p>{said}".encode(), reden=said)


def _verklikt(naam: str, on_answer: Callable[[Verzoek, Antwoord], Antwoord]) -> Gebrek:
    return Gebrek(naam=naam, zin="", gevallen=frozenset(), antwoord=on_answer)


KLIKSPANEN = (
    _verklikt("niets", lambda _, antwoord: antwoord),
    _verklikt("fout", _fout("soap:Client.AutorisatieOngeldig")),
    _verklikt("foutcode", _fout("soap:{naam}")),
    _verklikt("foutcode-sleutel", _fout("soap:Client.{sleutel}")),
    _verklikt("namen", _namen),
    _verklikt("wsdl", _in_wsdl(f"http://{{host}}/{TEKEN}/{{sleutel}}?{TEKEN}={{sleutel}}")),
    _verklikt("wsdl-gebruiker", _in_wsdl(f"http://{TEKEN}:{{sleutel}}@{{host}}/uwlr/leerlinggegevens")),
    _verklikt("wsdl-geen-adres", _in_wsdl(f"http://[{TEKEN}{{sleutel}}")),
    _verklikt("http", _http),
    _verklikt("http-reden", lambda verzoek, antwoord: replace(antwoord, reden=f"{TEKEN} {verzoek.sleutel}")),
)
"""The ways in which it tells."""
