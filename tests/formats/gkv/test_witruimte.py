"""White space around a value in a file of a package: it means nothing, and is not kept."""

import io

import pytest

from tests.support.messages.edexml import document, leerling
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.gkv import afspraakschema, read
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.namespaces import GKV

MOMENT = "<mutatiedatum>\n 2026-08-01T24:00:00Z </mutatiedatum>"
EDEX = document(leerling(velden=MOMENT))


def test_a_set_in_edexml_is_right_with_it() -> None:
    afspraakschema.validate_edexml(io.BytesIO(EDEX))


@pytest.mark.parametrize("largest", [100, 1_000_000])
def test_a_fault_beside_it_is_still_found(monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    monkeypatch.setattr("uwlr_service.formats.gkv.afspraakschema.LARGEST_TREE", largest)
    with pytest.raises(DocumentOngeldig) as caught:
        afspraakschema.validate_edexml(io.BytesIO(EDEX.replace(b"24:00:00Z", b"24:00:01Z")))
    (melding,) = caught.value.meldingen
    assert "mutatiedatum" in melding.tekst
    assert (melding.pad is None) == (largest == 100)


def groep(space: str) -> Fragment:
    text = (
        f'<gkv xmlns="{GKV}" variant="basis" set="basis" soort="mutatie"><gewijzigd><groep key="G1">'
        "<naam>a  b</naam><jaargroep>4</jaargroep><schooljaar>2026-2027</schooljaar>"
        f"<mutatiedatum>{space}2026-08-01T10:00:00Z{space}</mutatiedatum></groep></gewijzigd><verwijderd/></gkv>"
    )
    (fragment,) = read.read(io.BytesIO(text.encode()))
    assert isinstance(fragment, Fragment)
    return fragment


def test_an_object_is_the_same_with_and_without_it() -> None:
    assert groep("\n  ").xml == groep("").xml
    assert "a  b" in groep("").xml, "the white space of a text stays"
