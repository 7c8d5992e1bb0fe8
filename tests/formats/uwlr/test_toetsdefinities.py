"""What is not a document with definitions of tests."""

import pytest

from tests.support.messages.results import norm, toets
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, TOETSDEFINITIES
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities


def document(normen: str) -> bytes:
    toetsen = f'<toetsen xmlns="{LEERRESULTATEN}">{toets(normen=normen)}</toetsen>'
    return f'<Toetsdefinities xmlns="{TOETSDEFINITIES}">{toetsen}</Toetsdefinities>'.encode()


def test_a_definition_is_read() -> None:
    (definitie,) = read_toetsdefinities(document(norm("goed", 0, 10)))
    assert definitie.toetscode.waarde == "T1"


def test_another_document_is_refused_by_the_name_of_its_root() -> None:
    with pytest.raises(DocumentOngeldig, match="geen document met toetsdefinities") as caught:
        read_toetsdefinities(b"<EDEX/>")
    (melding,) = caught.value.meldingen
    assert melding.tekst == "'EDEX' staat waar 'Toetsdefinities' hoort"


def test_xml_that_is_cut_off_is_refused_as_a_document() -> None:
    with pytest.raises(DocumentOngeldig) as caught:
        read_toetsdefinities(document(norm("goed", 0, 10))[:-5])
    assert caught.value.meldingen


def test_a_number_has_thirty_digits_at_most() -> None:
    # The schema takes any number of digits.
    assert read_toetsdefinities(document(norm("goed", 0, int("9" * 30))))
    with pytest.raises(DocumentOngeldig, match="getal zonder eind") as caught:
        read_toetsdefinities(document(norm("goed", 0, int("9" * 31))))
    (melding,) = caught.value.meldingen
    assert melding.tekst == "'eindnormwaarde' is een getal van meer dan 30 cijfers"
    assert (melding.pad or "").endswith("/norm/eindnormwaarde")
