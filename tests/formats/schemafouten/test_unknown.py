"""A Body with something else than a request: the sentence names the right element and its namespace."""

import pytest
from lxml import etree

from tests.support.callers import call
from tests.support.messages.soap import LG, PULL, envelope, header
from uwlr_service.formats.schemafouten.unknown import unknown_request
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, LEERRESULTATEN
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.mark.parametrize(
    ("tag", "tekst", "verwacht"),
    [
        (
            "leerlinggegevens_verzoek",
            "'leerlinggegevens_verzoek' staat in geen namespace",
            f"leerlinggegevens_verzoek in de namespace {LEERLINGGEGEVENS}",
        ),
        (
            "{urn:x}leerresultaten_verzoek",
            "'leerresultaten_verzoek' staat in de namespace urn:x",
            f"leerresultaten_verzoek in de namespace {LEERRESULTATEN}",
        ),
        (f"{LG}Leerlinggegevens_Verzoek", "is geen verzoek", "leerlinggegevens_verzoek in"),
        (f"{LG}leerlinggegevensverzoek", "is geen verzoek", "leerlinggegevens_verzoek in"),
        ("HaalLeerlinggegevens", "is geen verzoek", "leerlinggegevens_verzoek in"),
        ("{urn:x}HaalStructuur", "is geen verzoek", "structuur_verzoek in"),
        (
            "BrengLeerresultaten",
            "is geen verzoek",
            f"leerresultaten_verzoek in de namespace {LEERRESULTATEN}",
        ),
        (f"{LG}leerkrachten_antwoord", "is geen verzoek", "leerkrachten_verzoek in"),
        (
            "zork",
            "'zork' in geen namespace is geen verzoek",
            "leerlinggegevens_verzoek, structuur_verzoek, leer",
        ),
    ],
)
def test_the_request_that_was_meant_is_named(tag: str, tekst: str, verwacht: str) -> None:
    (melding,) = unknown_request(etree.Element(tag)).meldingen
    assert tekst in melding.tekst
    assert str(melding.verwacht).startswith(verwacht)
    assert melding.pad == f"/{etree.QName(tag).localname}"


def test_a_long_name_is_not_repeated() -> None:
    assert len(unknown_request(etree.Element("x" * 40_000)).faultstring) < 1_000


@pytest.mark.parametrize(
    ("message", "code", "words"),
    [
        (
            envelope("<a/>").replace(b"http://schemas.xmlsoap.org/soap/envelope/", b"urn:x"),
            "VersionMismatch",
            "staat in de namespace urn:x; verwacht: een envelop van SOAP 1.1",
        ),
        (
            envelope("<a/>").replace(
                b"http://schemas.xmlsoap.org/soap/envelope/", b"http://www.w3.org/2003/05/soap-envelope"
            ),
            "VersionMismatch",
            "De envelop van SOAP 1.2 staat in",
        ),
        (
            envelope("<a/>").replace(b"s:Body", b"Body"),
            "Client.OngeldigBericht",
            "'Body' staat in geen namespace (/Envelope/Body); verwacht: Body in de namespace http://schemas",
        ),
        (
            envelope("<a/>").replace(b"s:Body", b"s:body"),
            "Client.OngeldigBericht",
            "gevonden: Header, body (/Envelope); verwacht: een Header die ook weg mag blijven",
        ),
        (
            envelope(""),
            "Client.OngeldigBericht",
            "het is er geen (/Envelope/Body); verwacht: precies één verzoek",
        ),
        (envelope("<a/><b/>"), "Client.OngeldigBericht", "het zijn er 2: a, b (/Envelope/Body)"),
        (b"<envelope/>", "Client.OngeldigBericht", "verwacht: Envelope in de namespace http://schemas"),
        (
            envelope("<a/>", '<w:Security xmlns:w="urn:w" s:mustUnderstand="1"/>'),
            "MustUnderstand",
            "'Security' wordt niet begrepen; verwacht: deze header weglaten, of mustUnderstand op 0 zetten",
        ),
        (
            envelope(header("k").replace(":a=", ":b=").replace("a:", "b:") + "<a/>"),
            "Client.AutorisatieOngeldig",
            "staat in de SOAP Body; verwacht: in de SOAP Header",
        ),
    ],
)
def test_the_envelope_is_told_with_what_it_should_be(
    application, uitgifte: Uitgifte, message: bytes, code: str, words: str
) -> None:
    answer = call(application, message, PULL)
    assert answer.kind == code
    assert words in answer.faultstring
