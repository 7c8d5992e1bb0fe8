"""Messages as the clients in the field send them, letter for letter (docs/toolkits.rst)."""

import re
from string import Template

import pytest
from lxml import etree

from tests.support.callers import post
from tests.support.messages.soap import LG, Answer, envelope, header, request, verzoek
from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS, SOAP
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

pytestmark = pytest.mark.e2e
NAMES = {"soap": SOAP, "aut": AUTORISATIE, "lg": LEERLINGGEGEVENS, "jaar": JAAR}

GUZZLE = Template(
    '<soapenv:Envelope xmlns:soapenv="$soap" xmlns:aut="$aut" xmlns:leer="$lg">\n'
    "  <soapenv:Header><aut:autorisatie><aut:autorisatiesleutel>$sleutel</aut:autorisatiesleutel>"
    "<aut:klantcode>U1</aut:klantcode><aut:klantnaam>Uitgeverij</aut:klantnaam></aut:autorisatie>"
    "</soapenv:Header>\n  <soapenv:Body><leer:leerlinggegevens_verzoek>"
    "<leer:schooljaar>$jaar</leer:schooljaar><leer:brincode>99XX</leer:brincode>"
    "<leer:dependancecode>16</leer:dependancecode><leer:xsdversie>2.3</leer:xsdversie>"
    "<leer:gegevenssetid>Smalle-set-VO</leer:gegevenssetid>"
    "</leer:leerlinggegevens_verzoek></soapenv:Body>\n</soapenv:Envelope>"
)
POWERSHELL_1 = Template(
    '<Envelope xmlns="$soap"><Header><autorisatie xmlns="$aut">'
    "<autorisatiesleutel>$sleutel</autorisatiesleutel><klantcode>U1</klantcode>"
    '<klantnaam>Uitgeverij</klantnaam></autorisatie></Header><Body><leerlinggegevens_verzoek xmlns="$lg">'
    "<schooljaar>$schooljaar</schooljaar><brincode>99XX</brincode><schoolkey>U1</schoolkey>"
    "<xsdversie>2.2</xsdversie><dependancecode>16</dependancecode>"
    "</leerlinggegevens_verzoek></Body></Envelope>"
)
POWERSHELL_2 = Template(
    '<?xml version="1.0" encoding="utf-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="$soap" xmlns:au="$aut"'
    ' xmlns:le="$lg" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="$soap x.xsd">'
    "<SOAP-ENV:Header><au:autorisatie><au:autorisatiesleutel>$sleutel</au:autorisatiesleutel>"
    "<au:klantcode>U1</au:klantcode><au:klantnaam>Uitgeverij</au:klantnaam></au:autorisatie>"
    "</SOAP-ENV:Header><SOAP-ENV:Body><le:leerlinggegevens_verzoek><le:schooljaar></le:schooljaar>"
    "<le:brincode>99XX</le:brincode><le:dependancecode>16</le:dependancecode>"
    "<le:xsdversie>2.2</le:xsdversie></le:leerlinggegevens_verzoek></SOAP-ENV:Body></SOAP-ENV:Envelope>"
)


def fill(template: Template, sleutel: str, **more: str) -> bytes:
    return template.substitute(NAMES, sleutel=sleutel, **more).encode()


def link(server: Server, *, tolerant: bool = False, prefix: str = "soap") -> Uitgifte:
    return server.link(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], tolerant=tolerant, prefix=prefix
    )


def tolerated(server: Server, uitgifte: Uitgifte) -> dict[str, int]:
    used = server.beheer.get(uitgifte.koppeling.id).toleranties
    assert {gebruik.school for gebruik in used} <= {SCHOOL}
    return {gebruik.soort: gebruik.aantal for gebruik in used}


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/xml", "SOAPAction": "HaalLeerlinggegevens"},
        {"Content-Type": "text/xml", "SoapAction": '""'},
        {"Content-Type": "application/xml"},
        {},
    ],
)
def test_guzzle_reads_the_answer_with_a_regular_expression(fresh: Server, headers: dict[str, str]) -> None:
    """It glues prefix and name together and looks for ``sBody``, so its key is set to prefix s."""
    sleutel = link(fresh, prefix="s").sleutel
    answer = post(fresh.url, fill(GUZZLE, sleutel), headers=headers)
    assert answer.status == 200
    glued = etree.fromstring(re.sub(rb"(</?)(\w+):([^>]*>)", rb"\1\2\3", answer.content))
    (body,) = glued.xpath("//sBody")
    names = {"lg": LEERLINGGEGEVENS}
    assert body.xpath("*/lg:leerlinggegevens/lg:leerlingen/lg:leerling/@key", namespaces=names) == [
        "L1",
        "L2",
        "L3",
    ]


def test_the_prefix_of_a_key_also_holds_for_its_faults(fresh: Server) -> None:
    sleutel = link(fresh, prefix="s").sleutel
    answer = post(fresh.url, request(sleutel, brincode="zork"))
    assert answer.root.findtext(f".//{{{SOAP}}}Fault/faultcode") == "s:Client.OngeldigBericht"
    assert answer.content.split(b"\n")[1].startswith(b"<s:Envelope")
    stranger = post(fresh.url, request("fout"))
    assert stranger.content.split(b"\n")[1].startswith(b"<soap:Envelope")


def test_powershell_in_the_default_namespace(fresh: Server) -> None:
    message = fill(POWERSHELL_1, "@", schooljaar=JAAR).replace(b"<schoolkey>U1</schoolkey>", b"")
    message = message.replace(b"<xsdversie>2.2</xsdversie><dependancecode>16</dependancecode>", b"@@")
    message = message.replace(b"@@", b"<dependancecode>16</dependancecode><xsdversie>2.2</xsdversie>")
    answer = post(fresh.url, message.replace(b">@<", f">{link(fresh).sleutel}<".encode()))
    assert answer.keys() == ["L1", "L2", "L3"]


CLIENTS = {
    "ESIS 1": (POWERSHELL_1, {"volgorde": 1, "schoolkey naast brincode": 1}),
    "ESIS 2": (POWERSHELL_2, {"leeg schooljaar": 1}),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_what_is_refused_from_a_strict_key_is_served_and_counted_for_a_tolerant_one(
    fresh: Server, name: str
) -> None:
    template, expected = CLIENTS[name]
    strict = link(fresh)
    refused = post(fresh.url, fill(template, strict.sleutel, schooljaar=JAAR))
    assert (refused.status, refused.kind) == (500, "Client.OngeldigBericht")
    tolerant = link(fresh, tolerant=True)
    served = post(fresh.url, fill(template, tolerant.sleutel, schooljaar=JAAR))
    assert served.keys() == ["L1", "L2", "L3"]
    fresh.wait(lambda: tolerated(fresh, tolerant))
    assert tolerated(fresh, tolerant) == expected
    assert tolerated(fresh, strict) == {}


MISTAKES = {
    "empty gegevenssetid": ({"gegevenssetid": ""}, {"leeg optioneel element": 1}),
    "empty date": ({"laatstontvangengegevens": ""}, {"leeg optioneel element": 1}),
    "unknown gegevenssetid": ({"gegevenssetid": "zork"}, {"onbekende gegevensset": 1}),
    "spaces": ({"brincode": " 99XX\n"}, {"spaties rond een waarde": 1}),
    "blank dependancecode": ({"dependancecode": "16 "}, {"spaties rond een waarde": 1}),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_tolerance_is_counted_by_its_kind(fresh: Server, name: str) -> None:
    velden, expected = MISTAKES[name]
    assert post(fresh.url, request(link(fresh).sleutel, **velden)).kind == "Client.OngeldigBericht"
    tolerant = link(fresh, tolerant=True)
    assert post(fresh.url, request(tolerant.sleutel, **velden)).kind == "leerlinggegevens"
    fresh.wait(lambda: tolerated(fresh, tolerant) == expected)


@pytest.mark.parametrize(
    "velden", [{"schooljaar": '""'}, {"brincode": "99xx"}, {"brincode": "99XX.16"}, {"xsdversie": ""}]
)
def test_there_are_no_other_tolerances(fresh: Server, velden: dict[str, str]) -> None:
    answer = post(fresh.url, request(link(fresh, tolerant=True).sleutel, **velden))
    assert answer.faultcode in ("Client.OngeldigBericht", "Client.XsdVersieOngeldig")


def test_a_tolerant_key_may_put_its_header_in_any_order(fresh: Server) -> None:
    def send(sleutel: str) -> Answer:
        head = re.sub(
            r"(<a:autorisatiesleutel>.*</a:autorisatiesleutel>)(.*)(</a:aut)", r"\2\1\3", header(sleutel)
        )
        return post(fresh.url, envelope(verzoek(), head))

    assert send(link(fresh).sleutel).faultcode == "Client.AutorisatieOngeldig"
    tolerant = link(fresh, tolerant=True)
    assert send(tolerant.sleutel).keys() == ["L1", "L2", "L3"]
    fresh.wait(lambda: tolerated(fresh, tolerant) == {"volgorde": 1})


def test_somtoday_client_always_finds_school_groups_pupils_and_teachers(fresh: Server) -> None:
    answer = post(fresh.url, request(link(fresh).sleutel))
    (gegevens,) = answer.body
    parts = [etree.QName(part).localname for part in gegevens]
    assert parts == ["school", "groepen", "leerlingen", "leerkrachten"]
    assert gegevens.findtext(f"{LG}school/{LG}dependancecode") == "16"
