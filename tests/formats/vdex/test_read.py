"""Reading vocabularies: flat and hierarchical, in any language, and what is refused."""

import pytest

from tests.support.messages.vocabularies import NAMESPACE, URI, vdex
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.vdex import read, shipped

VAKGEBIEDEN = "http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd"
NESTED = (
    '<term validIndex="false"><termIdentifier>kop</termIdentifier>'
    "<caption><langstring>Kop</langstring></caption>"
    '<term><termIdentifier>diep</termIdentifier><caption><langstring language="nl">Diep</langstring>'
    '<langstring language="fy">Djip</langstring></caption></term></term>'
)


def test_a_value_is_a_caption_or_an_identifier() -> None:
    found = read(vdex("goed", "fout"))
    assert (found.identifier, found.naam) == (URI, "Normen")
    assert found.termen == {"goed", "fout", "t0", "t1"}
    assert found.holds("goed")
    assert not found.holds("Goed")


def test_white_space_in_an_identifier_is_collapsed() -> None:
    data = vdex("goed", identifier=f"\n  {URI} ").replace(b"<termIdentifier>t0", b"<termIdentifier> t  0 ")
    found = read(data)
    assert (found.identifier, found.termen) == (URI, frozenset({"goed", "t 0"}))


def test_terms_within_terms_count_and_headings_do_not() -> None:
    assert read(vdex(inner=NESTED)).termen == {"diep", "Diep", "Djip"}


def test_the_vakgebieden_of_primary_education_are_shipped() -> None:
    vakgebieden = shipped()[VAKGEBIEDEN]
    assert vakgebieden.holds("Rekenen en wiskunde")
    assert vakgebieden.holds("Groep 3 lezen, taal en spelling")
    assert not vakgebieden.holds("Rekenen")
    assert len(vakgebieden.termen) == 2 * 23


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "XML"),
        (b"<vdex/>", "geen vocabulaire"),
        (b"<!DOCTYPE vdex><vdex/>", "DOCTYPE"),
        (f'<vdex xmlns="{NAMESPACE}"/>'.encode(), "schema"),
        (vdex("goed", identifier=None), "vocabIdentifier"),
        (vdex("goed", identifier=" "), "vocabIdentifier"),
        (vdex("goed", inner="<term/>"), "schema"),
        (vdex("goed\x85"), "stuurteken"),
        (vdex("goed", identifier="x\u202e"), "stuurteken"),
    ],
)
def test_what_is_not_a_vocabulary_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(DocumentOngeldig, match=said):
        read(data)
