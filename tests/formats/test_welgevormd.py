"""What is said of XML that is not well-formed, to a partner and to a school alike."""

import io

import pytest

from uwlr_service.domain.fouten import DocumentOngeldig, OngeldigBericht
from uwlr_service.formats import edexml, parsing

BROKEN = {
    "another name": (b"<EDEX>\n<school></EDEX>", "met een andere naam afgesloten", 2),
    "unfinished": (b"<EDEX>\n<school>", "houdt op voordat", 2),
    "a stray ampersand": (b"<EDEX>\n\nA & B</EDEX>", "schrijf &lt; of &amp;", 3),
    "an entity": (b"<EDEX>&naam;</EDEX>", "een entiteit is hier niet toegestaan", 1),
    "no quotes": (b"<EDEX>\n<school key=S1/></EDEX>", "ontbreekt een aanhalingsteken", 2),
    "no space": (b"<EDEX><a b='1'c='2'/></EDEX>", "of een spatie", 1),
    "twice": (b"<EDEX><a b='1' b='2'/></EDEX>", "staat er tweemaal", 1),
    "not UTF-8": (b"<EDEX>Zo\xeb</EDEX>", "gebruik UTF-8", 1),
    "a character set of nobody": (b"<?xml version='1.0' encoding='onzin'?><EDEX/>", "gebruik UTF-8", 1),
    "more than one": (b"<EDEX/>\n<EDEX/>", "na het laatste element", 2),
    "a prefix": (b"<EDEX><x:a/></EDEX>", "niet gedeclareerd", 1),
    "a control character": (b"<EDEX>\x01</EDEX>", "in XML niet mag voorkomen", 1),
    "a late declaration": (b"<!-- -->\n<?xml version='1.0'?><EDEX/>", "niet helemaal vooraan", 2),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_message_and_a_file_hear_the_same(name: str) -> None:
    document, words, line = BROKEN[name]
    with pytest.raises(OngeldigBericht) as message:
        parsing.parse(document)
    with pytest.raises(DocumentOngeldig) as file:
        edexml.read(io.BytesIO(document))
    (melding,) = message.value.meldingen
    assert words in melding.tekst
    assert melding.regel == line
    assert melding.tekst in {found.tekst for found in file.value.meldingen}


@pytest.mark.parametrize("padding", [0, 100_000])
def test_a_fault_in_the_first_piece_is_not_blamed_on_the_next(padding: int) -> None:
    """A large file is read in pieces."""
    document = b"<EDEX>\n<school>&naam;</school>" + b" " * padding + b"<groepen/></EDEX>"
    with pytest.raises(DocumentOngeldig) as file:
        edexml.read(io.BytesIO(document))
    assert ("een entiteit is hier niet toegestaan; schrijf het teken zelf of zijn nummer", 2) in {
        (melding.tekst, melding.regel) for melding in file.value.meldingen
    }
