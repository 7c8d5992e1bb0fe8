"""Reading a request and its header: what each field becomes, and what no schema catches."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from tests.support.messages.soap import header, verzoek
from tests.support.schools.builders import JAAR, SCHOOL
from uwlr_service.domain.fouten import AutorisatieOngeldig, OngeldigBericht, XsdVersieOngeldig
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.uwlr.autorisatie import read_autorisatie
from uwlr_service.formats.uwlr.verzoek import read_verzoek


def read(bericht: str = "leerlinggegevens", **velden: str | None):
    return read_verzoek(etree.fromstring(verzoek(bericht, **velden)))


def test_a_request_says_what_is_asked_of_which_school() -> None:
    asked = read(gegevenssetid="Smalle-set-VO", laatstontvangengegevens="2026-10-01T08:00:00Z")
    assert (asked.bericht, asked.schooljaar, asked.school) == (Bericht.LEERLINGGEGEVENS, JAAR, SCHOOL)
    assert (asked.xsdversie, asked.gegevenssetid) == ("2.2", "Smalle-set-VO")
    assert asked.laatstontvangen == datetime(2026, 10, 1, 8, tzinfo=UTC)


def test_a_moment_without_a_zone_stays_so() -> None:
    assert read(laatstontvangengegevens="2026-10-25T02:30:00").laatstontvangen == datetime(
        2026, 10, 25, 2, 30
    )


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "-0044-03-15T12:00:00",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T24:00:00",
        "12026-10-01T08:00:00",
    ],
)
def test_a_moment_that_the_calendar_cannot_hold_is_none(moment: str) -> None:
    assert read(laatstontvangengegevens=moment).laatstontvangen is None


@pytest.mark.parametrize(
    "moment", ["2026-10-01T08:00:00Z ", "\n      2026-10-01T08:00:00Z\n", "\t2026-10-01T08:00:00Z"]
)
def test_white_space_around_a_moment_means_nothing(moment: str) -> None:
    assert read(laatstontvangengegevens=moment).laatstontvangen == datetime(2026, 10, 1, 8, tzinfo=UTC)


def test_the_end_of_a_day_is_a_moment() -> None:
    assert read(laatstontvangengegevens="2026-10-01T24:00:00Z").laatstontvangen == datetime(
        2026, 10, 2, tzinfo=UTC
    )


def test_a_school_without_brin_goes_by_its_schoolkey() -> None:
    asked = read(brincode=None, dependancecode=None, schoolkey=" abc ")
    assert asked.school == Schoolcode(schoolkey="abc")


def test_groups_are_asked_for_with_and_without_key() -> None:
    groepen = '<groepen><groep key="G1"/><samengestelde_groep/><groep/></groepen>'
    assert read("leerlingen", extra=groepen).groepen == (
        Groepskeuze(False, "G1"),
        Groepskeuze(True, None),
        Groepskeuze(False, None),
    )


@pytest.mark.parametrize("versie", ["", "1", "2.4", " 2.2", "2.2.1"])
def test_another_version_is_refused_before_anything_else(versie: str) -> None:
    with pytest.raises(XsdVersieOngeldig) as caught:
        read(xsdversie=versie, brincode="zork", schooljaar="zork")
    (melding,) = caught.value.meldingen
    assert (melding.pad, melding.verwacht) == ("/leerlinggegevens_verzoek/xsdversie", "2.1, 2.2 of 2.3")


@pytest.mark.parametrize(
    "velden",
    [
        {"schooljaar": "1000-2999"},
        {"schooljaar": "2٠٢٦-2٠٢٧"},
        {"brincode": "٩٩XX"},
        {"laatstontvangengegevens": "2026-10-01T24:00:01"},
        {"laatstontvangengegevens": "2026-10-01 08:00:00"},
    ],
)
def test_what_the_schema_lets_through_is_still_judged(velden: dict[str, str]) -> None:
    with pytest.raises(OngeldigBericht) as caught:
        read(**velden)
    (veld,) = velden
    assert [melding.pad for melding in caught.value.meldingen] == [f"/leerlinggegevens_verzoek/{veld}"]


def test_no_finding_repeats_what_was_sent() -> None:
    with pytest.raises(OngeldigBericht) as caught:
        read(brincode="Zorkstra", gegevenssetid="", dependancecode="Zorkstra")
    assert len(caught.value.meldingen) == 3
    assert "Zorkstra" not in caught.value.faultstring


def head(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<kop>{xml}</kop>"))


def test_a_header_is_read_and_never_shows_its_key() -> None:
    autorisatie = read_autorisatie(head("<zork/>" + header("geheim", "U1", "Uitgeverij")))
    assert (autorisatie.sleutel, autorisatie.klantcode, autorisatie.klantnaam) == (
        "geheim",
        "U1",
        "Uitgeverij",
    )
    assert autorisatie.in_volgorde
    assert "geheim" not in repr(autorisatie)


def test_a_long_key_is_not_refused_for_its_length() -> None:
    assert read_autorisatie(head(header("k" * 88))).sleutel == "k" * 88


@pytest.mark.parametrize("xml", ["", header("k") * 2, header(" "), header("k", klantcode="")])
def test_an_incomplete_header_is_refused(xml: str) -> None:
    with pytest.raises(AutorisatieOngeldig, match="autorisatie"):
        read_autorisatie(head(xml))


MISTAKES = {
    "no namespace": (
        '<schooljaar xmlns="">2026-2027</schooljaar>',
        "'schooljaar' staat in geen namespace; verwacht: schooljaar in de namespace"
        " http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens",
    ),
    "another namespace": (
        '<schooljaar xmlns="urn:x">2026-2027</schooljaar>',
        "'schooljaar' staat in de namespace urn:x",
    ),
    "another element": (
        "<onzin/>",
        "'onzin' staat hier niet op zijn plaats; verwacht: schooljaar",
    ),
    "an attribute": (
        '<schooljaar taal="nl">2026-2027</schooljaar>',
        "het attribuut 'taal' is hier niet toegestaan",
    ),
    "an element within": (
        "<schooljaar>2026-2027<x/></schooljaar>",
        "'schooljaar' mag geen elementen bevatten",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_called_by_its_name(name: str) -> None:
    first, words = MISTAKES[name]
    rest = "<brincode>99XX</brincode><xsdversie>2.2</xsdversie>"
    namespace = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
    document = f'<leerlinggegevens_verzoek xmlns="{namespace}">{first}{rest}</leerlinggegevens_verzoek>'
    with pytest.raises(OngeldigBericht) as caught:
        read_verzoek(etree.fromstring(document))
    assert words in f"{caught.value.meldingen[0].tekst}; verwacht: {caught.value.meldingen[0].verwacht}"
