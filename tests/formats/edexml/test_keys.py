"""Keys in EDEXML that the schema takes and that name nothing, and where a rule's finding lies."""

import pytest
from lxml import etree

from tests.support.messages.edexml import document, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.keys import Keys
from uwlr_service.formats.edexml.vindplaats import Vindplaats

GROEP = '<groepen><groep key="G1"><naam>Groep 4</naam><jaargroep>4</jaargroep></groep></groepen>'


def faults(data: bytes) -> list[Melding]:
    with pytest.raises(DocumentOngeldig) as caught:
        read(data)
    return list(caught.value.meldingen)


@pytest.mark.parametrize(
    ("pupil", "text"),
    [
        (leerling("  "), "de key van 'leerling' bevat alleen spaties"),
        (
            leerling().replace("key=", 'eckid="   " key='),
            "het eckid van 'leerling' bevat alleen spaties",
        ),
        (leerling(velden='<groep key=" "/>'), "de verwijzing naar een groep bevat alleen spaties"),
    ],
)
def test_spaces_alone_are_no_key(pupil: str, text: str) -> None:
    assert text in [melding.tekst for melding in faults(document(pupil, before=GROEP))]


def test_a_finding_about_a_whole_school_lies_at_the_object_with_its_key() -> None:
    keys = Keys(Bevindingen())
    for soort, regel in (("groep", 3), ("leerling", 8)):
        element = etree.fromstring("\n" * (regel - 1) + f'<{soort} key="1"/>')
        keys.define(soort, Vindplaats(element, f"/EDEX/{soort}", Bevindingen()))
    assert keys.place(Melding(tekst="leerling heeft meer dan een postcode", key="1")) == (8, "/EDEX/leerling")
    assert keys.place(Melding(tekst="leerling heeft meer dan een postcode", key="2")) is None
    assert keys.place(Melding(tekst="school heeft geen naam")) is None
