"""What servers of other toolkits send: read as they mean it, and told in words that their makers know."""

from collections.abc import Iterator

import pytest

from uwlr_service.conformiteit.antwoord import Antwoord
from uwlr_service.conformiteit.soorten import judged
from uwlr_service.conformiteit.verwachtingen import Gezien
from uwlr_service.formats.soap.envelop import SOAP_12
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, SOAP

BEGIN = (
    f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Body><leerlinggegevens_antwoord xmlns="{LEERLINGGEGEVENS}">'
)
END = "</leerlinggegevens_antwoord></soap:Body></soap:Envelope>"


def answered(content: bytes, content_type: str = "text/xml; charset=utf-8", status: int = 200) -> Antwoord:
    return Antwoord("http://las.example/", status, {"content-type": content_type}, content, 0.1)


def told(verwacht: dict[str, object], antwoord: Antwoord) -> list[str]:
    def fetch(url: str) -> Antwoord:
        raise AssertionError(url)

    return judged(
        verwacht, Gezien(antwoord=antwoord, versie="2.2", eerder=(), values={}, vragen=(), fetch=fetch)
    )


def messages() -> Iterator[tuple[bytes, str]]:
    """An answer with a letter outside ASCII, in encodings that HTTP names."""
    text = f"{BEGIN}<geengegevens>é</geengegevens>{END}"
    yield text.encode("iso-8859-1"), "text/xml;charset=ISO-8859-1"
    yield text.encode("windows-1252"), 'text/xml; charset="windows-1252"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode("iso-8859-1"), "text/xml; charset=iso-8859-1"
    yield text.encode("utf-16"), "text/xml; charset=utf-16"
    yield text.encode(), "text/xml"
    yield text.encode(), "text/xml; charset=onbekend"


@pytest.mark.parametrize(("content", "content_type"), list(messages()))
def test_an_answer_is_read_in_the_encoding_that_http_names(content: bytes, content_type: str) -> None:
    root = answered(content, content_type).root
    assert root is not None
    assert root.xpath("string()") == "é"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "leeg"),
        (b"Internal error", "geen XML"),
        (b"<html/>", "geen SOAP-bericht"),
        (f'<e:Envelope xmlns:e="{SOAP_12}"/>'.encode(), "een envelop van SOAP 1.2"),
    ],
)
def test_what_came_instead_of_an_answer_is_named(content: bytes, what: str) -> None:
    assert told({"soort": ["gegevens"]}, answered(content)) == [f"het antwoord is {what}; verwacht: gegevens"]


def test_the_same_fault_of_many_pupils_is_told_once() -> None:
    leerling = '<leerling key="L{}"><achternaam>A</achternaam><fout/></leerling>'
    leerlingen = "".join(leerling.format(number) for number in range(8))
    school = "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><xsdversie>2.2</xsdversie>"
    data = f"<school>{school}</school><leerlingen>{leerlingen}</leerlingen>"
    message = f"{BEGIN}<leerlinggegevens>{data}</leerlinggegevens>{END}"
    found = told({"schema": True}, answered(message.encode()))
    assert [finding for finding in found if finding.count("leerling[1]") and "(en nog 7 keer)" in finding]
    assert len(found) == 1
