"""The head of a file says what it is, of which school and of which year, and no more of it is read."""

import io

import pytest

from tests.support.messages.edexml import document, leerling
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import bestandskop
from uwlr_service.formats.bestandskop import Bestandskop, Bestandsoort

JAAR = "<schooljaar>2026-2027</schooljaar>"
DOSSIER = '<dossier xmlns="urn:uwlr-service:dossier:1" versie="1.0"><school {}/></dossier>'


def read(data: bytes | str) -> Bestandskop:
    return bestandskop.read(io.BytesIO(data.encode() if isinstance(data, str) else data))


@pytest.mark.parametrize(
    ("school", "code"),
    [
        ("<brincode>99XX</brincode><dependancecode>16</dependancecode>", Schoolcode("99XX", "16")),
        ("<brincode> 99XX\n</brincode>", Schoolcode("99XX")),
        ("<schoolkey>School A</schoolkey>", Schoolcode(schoolkey="School A")),
        ("<instellingsnummer>12345</instellingsnummer>", Schoolcode(schoolkey="12345")),
    ],
)
def test_edexml_names_its_school_and_its_year(school: str, code: Schoolcode) -> None:
    read_head = read(document(leerling(), school=JAAR + school))
    assert read_head == Bestandskop(Bestandsoort.GEGEVENS, code, Schooljaar("2026-2027"))


@pytest.mark.parametrize(
    ("school", "code"),
    [
        ('brincode="99XX" dependancecode="16"', Schoolcode("99XX", "16")),
        ('schoolkey="School A"', Schoolcode(schoolkey="School A")),
    ],
)
def test_a_dossier_is_of_no_year(school: str, code: Schoolcode) -> None:
    assert read(DOSSIER.format(school)) == Bestandskop(Bestandsoort.DOSSIER, code)


def test_no_more_is_read_than_the_head_takes() -> None:
    many = "".join(leerling(f"L{number}") for number in range(5_000))
    source = io.BytesIO(document(many))
    bestandskop.read(source)
    assert source.tell() == bestandskop.PIECE


def test_what_is_wrong_behind_the_head_is_for_whoever_gets_the_file() -> None:
    assert read(document("<leerling")).school == Schoolcode("99XX")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Het bestand is leeg."),
        (b"PK\x03\x04", "Dit is geen EDEXML en geen dossier. Het lijkt een zipbestand"),
        (b"<EDEX>", "Dit is geen EDEXML en geen dossier."),
        (b"<html/>", "Dit is geen EDEXML-bestand. Het lijkt een webpagina."),
        (b"<EDEX/>", "Het bestand zegt niet van welke school het is."),
        (
            document("", school="<brincode>99XX</brincode>"),
            "Het bestand zegt niet van welk schooljaar het is.",
        ),
        (document("", school=JAAR), "Het bestand zegt niet van welke school het is."),
        (document("", school=f"{JAAR}<brincode>x</brincode>"), "Het bestand zegt niet van welke school"),
        (DOSSIER.format(""), "Het bestand zegt niet van welke school het is."),
    ],
)
def test_a_file_that_goes_nowhere_is_refused(data: bytes | str, said: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(data)
    assert refused.value.tekst.startswith(said)


def test_a_file_that_never_comes_to_its_school_is_not_read_to_its_end() -> None:
    source = io.BytesIO(b"<EDEX><groepen>" + b"<groep/>" * 1_000_000)
    with pytest.raises(DocumentOngeldig, match="niet van welke school"):
        bestandskop.read(source)
    assert source.tell() < 2 * bestandskop.FARTHEST
