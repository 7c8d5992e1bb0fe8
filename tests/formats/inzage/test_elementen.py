"""Nothing of an element is lost when its fields are read back: every text and attribute is in some value."""

import pytest
from lxml import etree

from uwlr_service.domain.inzage.overzicht import Veldwaarde
from uwlr_service.formats.inzage.elementen import read_velden

ADRES = (
    '<leerlingdetail key="L1"><geboorteplaats>Utrecht</geboorteplaats>'
    '<adres soort="bezoek"><straat>Laan &amp; Weg</straat><huisnummer>7</huisnummer></adres>'
    '<adres soort="post"><geheim>true</geheim></adres></leerlingdetail>'
)
LEERLING = (
    '<leerling xmlns="urn:x" key="L1" eckid="e"><roepnaam>Tijn</roepnaam><groep key="G1"/>'
    '<samengestelde_groepen><samengestelde_groep key="S1"/><samengestelde_groep key="S2"/>'
    "</samengestelde_groepen></leerling>"
)
RELATIE = (
    '<groepsindeling key="GI"><rolomschrijving>Hulp</rolomschrijving><x soort="a">b</x></groepsindeling>'
)


def test_a_field_that_comes_twice_is_there_twice() -> None:
    delen = (("soort", "bezoek"), ("straat", "Laan & Weg"), ("huisnummer", "7"))
    assert read_velden(ADRES)[1:] == (
        Veldwaarde("leerlingdetail/geboorteplaats", "Utrecht"),
        Veldwaarde("leerlingdetail/adres", "soort bezoek, straat Laan & Weg, huisnummer 7", delen),
        Veldwaarde(
            "leerlingdetail/adres", "soort post, geheim true", (("soort", "post"), ("geheim", "true"))
        ),
    )


def test_references_are_shown_by_their_keys() -> None:
    assert read_velden(LEERLING) == (
        Veldwaarde("leerling/key", "L1"),
        Veldwaarde("leerling/eckid", "e"),
        Veldwaarde("leerling/roepnaam", "Tijn"),
        Veldwaarde("leerling/groep", "G1"),
        Veldwaarde(
            "leerling/samengestelde_groepen",
            "S1, S2",
            (("samengestelde_groep", "S1"), ("samengestelde_groep", "S2")),
        ),
    )


@pytest.mark.parametrize("xml", [ADRES, LEERLING, RELATIE])
def test_nothing_is_lost(xml: str) -> None:
    said = " ".join(veldwaarde.waarde for veldwaarde in read_velden(xml))
    for element in etree.fromstring(xml).iter():
        for text in (element.text, *element.attrib.values()):
            assert (text or "") in said


def test_a_description_counts_as_the_field_that_it_is_switched_with() -> None:
    assert Veldwaarde("groepsindeling/rol", "Hulp") in read_velden(RELATIE)
