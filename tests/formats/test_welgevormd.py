"""What is said of XML that is not well-formed, to a partner and to a school alike."""

import io
import re

import pytest
from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, OngeldigBericht
from uwlr_service.formats import edexml, parsing, xmlfouten
from uwlr_service.formats.xmlfouten import UNKNOWN, sentence

BROKEN = {
    "another name": (b"<EDEX>\n<school></EDEX>", "met een andere naam afgesloten", 2),
    "unfinished": (b"<EDEX>\n<school>", "houdt op voordat", 2),
    "a stray ampersand": (b"<EDEX>\n\nA & B</EDEX>", "staat los", 3),
    "an entity": (b"<EDEX>&naam;</EDEX>", "een entiteit is hier niet toegestaan", 1),
    "no quotes": (b"<EDEX>\n<school key=S1/></EDEX>", "ontbreekt een aanhalingsteken", 2),
    "no space": (b"<EDEX><a b='1'c='2'/></EDEX>", "of een spatie", 1),
    "twice": (b"<EDEX><a b='1' b='2'/></EDEX>", "staat er tweemaal", 1),
    "not UTF-8": (b"<EDEX>Zo\xeb</EDEX>", "passen niet bij", 1),
    "a character set of nobody": (b"<?xml version='1.0' encoding='onzin'?><EDEX/>", "is niet bekend", 1),
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
    assert ("een entiteit is hier niet toegestaan", 2) in {
        (melding.tekst, melding.regel) for melding in file.value.meldingen
    }


GOOD = '<?xml version="1.0" encoding="UTF-8"?>\n<EDEX><school a="1">x</school></EDEX>\n'
OTHERS = {
    "UTF-16 that is not": (GOOD.replace("UTF-8", "utf-16"), "noemt zich UTF-16 en is dat niet"),
    "UTF-16LE that is not": (GOOD.replace('"UTF-8"', "'UTF-16le'"), "noemt zich UTF-16LE en is dat niet"),
    "UTF-32 that is not": (GOOD.replace("UTF-8", "UTF-32"), "noemt zich UTF-32 en is dat niet"),
    "UCS-4 that is not": (GOOD.replace("UTF-8", "ISO-10646-UCS-4"), "en is dat niet"),
    "version 2.0": (GOOD.replace("1.0", "2.0"), "andere versie van XML"),
    "no version": (GOOD.replace(' version="1.0"', ""), "XML-declaratie op de eerste regel"),
    "an empty encoding": (GOOD.replace("UTF-8", ""), "XML-declaratie op de eerste regel"),
    "a declaration that does not end": (GOOD.replace("?>", ">", 1), "XML-declaratie op de eerste regel"),
    "a declaration without quotes": (GOOD.replace('"UTF-8"', "UTF-8"), "XML-declaratie op de eerste regel"),
    "an attribute without a value": (GOOD.replace('a="1"', "a"), "attribuut heeft geen waarde"),
    "an attribute without its end": (GOOD.replace('a="1"', 'a="1'), "aanhalingsteken aan het eind"),
    "hyphens in a comment": (GOOD.replace("<school", "<!-- a -- b --><school"), "mag -- niet voorkomen"),
    "a comment without its end": (GOOD.replace("<school", "<!-- <school"), "niet afgesloten met -->"),
    "CDATA without its end": (GOOD.replace("x<", "<![CDATA[x<"), "niet afgesloten met ]]>"),
    "the end of CDATA": (GOOD.replace("x<", "x]]>y<"), "in een gewone tekst"),
    "an instruction without its end": (GOOD.replace("<school", "<?x <school"), "niet afgesloten met ?>"),
    "an instruction without a name": (GOOD.replace("<school", "<? x?><school"), "geen goede naam"),
    "a number that is none": (GOOD.replace("x<", "&#xZZ;<"), "teken met een nummer"),
    "a prefix of XML": (GOOD.replace('a="1"', 'xmlns:xml="u"'), "kan niet worden gedeclareerd"),
    "an attribute twice": (
        GOOD.replace('a="1"', 'xmlns:p="u" xmlns:q="u" p:a="1" q:a="2"'),
        "staat er tweemaal",
    ),
    "two colons": (GOOD.replace("school", "a:b:c"), "dubbele punt"),
    "an address with a space": (GOOD.replace('a="1"', 'xmlns:p="a b"'), "geen geldige URI"),
    "a tag without its end": (GOOD.replace("</school>", '</school a="1">'), "niet afgesloten met >"),
    "a broken document type": (GOOD.replace("<EDEX>", "<!DOCTYPE <EDEX>"), "DOCTYPE"),
    "a document type without an address": (GOOD.replace("<EDEX>", "<!DOCTYPE EDEX SYSTEM><EDEX>"), "DOCTYPE"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_each_way_of_not_being_xml_has_its_sentence(name: str) -> None:
    document, words = OTHERS[name]
    with pytest.raises(OngeldigBericht) as message:
        parsing.parse(document.encode())
    with pytest.raises(DocumentOngeldig) as file:
        edexml.read(io.BytesIO(document.encode()))
    (melding,) = message.value.meldingen
    assert words in melding.tekst
    assert (melding.tekst, melding.regel) in {(found.tekst, found.regel) for found in file.value.meldingen}


def test_a_sentence_is_about_its_own_document_alone() -> None:
    first = b"<a b='1'c='2'/>"
    alone = {name: _told(document.encode()) for name, (document, _) in OTHERS.items()}
    for name, (document, _) in OTHERS.items():
        _told(first)
        assert _told(document.encode()) == alone[name]


def _told(document: bytes) -> str:
    with pytest.raises(OngeldigBericht) as caught:
        parsing.parse(document)
    return caught.value.faultstring


@pytest.mark.parametrize("name", ["utf-16", "UTF-32"])
def test_what_http_says_of_the_character_set_goes_before_the_document(name: str) -> None:
    document = GOOD.replace("UTF-8", name).encode()
    assert parsing.parse(document, "utf-8").tag == "EDEX"


def test_a_file_in_utf_32_is_told_so() -> None:
    document = GOOD.replace("UTF-8", "utf-32").encode("utf-32")
    with pytest.raises(DocumentOngeldig) as file:
        edexml.read(io.BytesIO(document))
    assert file.value.meldingen[0].tekst == UNKNOWN


NOT_OF_A_PARSER = ("ERR_OK", "ERR_INTERNAL_ERROR", "ERR_ARGUMENT", "ERR_SYSTEM", "ERR_USER_STOP")


def test_no_error_is_told_by_its_name() -> None:
    names = [name for name in vars(etree.ErrorTypes) if not name.startswith("_")]
    assert len(names) > 500
    assert not [name for name in names if re.search(r"[A-Z]{2}_|\bERR", sentence([name]))]
    of_parser = [name for name in names if name.startswith(("ERR_", "NS_ERR_", "WAR_", "I18N_"))]
    assert all(sentence([name]) in xmlfouten.EXPECTED for name in names)
    without = [name for name in of_parser if sentence([name]) == xmlfouten.BROKEN]
    assert sorted(without) == sorted(NOT_OF_A_PARSER)
