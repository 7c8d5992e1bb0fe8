"""A full number of a pupil never gets further than the element it stands in."""

import traceback

import pytest

from tests.support.messages.edexml import EDEXML_CORPUS, document, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig

BSN = "999990019"


def test_only_the_last_four_digits_are_kept() -> None:
    gelezen = read((EDEXML_CORPUS / "goed" / "nummers.xml").read_bytes())
    kept = [pupil.bsn_ondwnr_4 for pupil in gelezen.gegevens.leerlingen]
    assert kept == ["0019", "0020", "0032", None, "0077", None]
    assert gelezen.ingekort == 4
    for number in ("999990019", "999990020", "100000032", "99999900143", "99001", "90020"):
        assert number not in repr(gelezen)


def test_digits_of_another_script_are_cut_as_well() -> None:
    velden = "<bsn>" + BSN.translate({ord("0") + digit: ord("٠") + digit for digit in range(10)}) + "</bsn>"
    gelezen = read(document(leerling(velden=velden)))
    assert gelezen.gegevens.leerlingen[0].bsn_ondwnr_4 == "0019"


FAULTY = {
    "a number that is too long": f"<bsn>{BSN}9</bsn>",
    "spaces around it": f"<bsn> {BSN} </bsn>",
    "two numbers": f"<bsn>{BSN}</bsn><onderwijsnummer>{BSN}</onderwijsnummer>",
    "in the wrong element": f"<bsn_ondwnr-4>{BSN}</bsn_ondwnr-4>",
    "in the wrong place": f"<uitstroomdatum>2026-07-10</uitstroomdatum><bsn>{BSN}</bsn>",
    "as a date": f"<instroomdatum>{BSN}</instroomdatum>",
    "an attribute with it": f'<bsn nummer="{BSN}">{BSN}</bsn>',
    "not closed": f"<bsn>{BSN}",
    "a tag with it": f"<bsn>{BSN}</bsn{BSN}>",
}


@pytest.mark.parametrize("velden", FAULTY.values(), ids=FAULTY)
def test_no_error_quotes_it(velden: str) -> None:
    with pytest.raises(DocumentOngeldig) as refused:
        read(document(leerling(velden=velden)))
    said = repr(refused.value.meldingen) + "".join(traceback.format_exception(refused.value))
    assert BSN not in said
    assert refused.value.meldingen


def test_a_number_in_a_block_of_unknown_type_goes_with_the_block() -> None:
    data = (EDEXML_CORPUS / "goed" / "toevoegingen-onbekend.xml").read_bytes()
    assert b"999990044" in data
    assert "999990044" not in repr(read(data))
