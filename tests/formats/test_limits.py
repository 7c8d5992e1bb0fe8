"""What is too much in a document is refused while it is read; the most that is allowed is accepted."""

import encodings
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, OngeldigBericht
from uwlr_service.formats import limits, parsing
from uwlr_service.formats.charsets import CHARSETS
from uwlr_service.formats.limits import Limits
from uwlr_service.formats.metering import LimitExceeded, Meter
from uwlr_service.formats.signs import is_small
from uwlr_service.formats.welgevormd import GEEN_DOCTYPE, melding_of

REMEMBERED: dict[str, object] = vars(encodings)["_cache"]
"""Where Python keeps the names of character sets that it was asked for."""

SMALL = Limits(bytes=400_000, elements=1_000, attributes=10, namespaces=8, tag=4_000)


FILLING = "<b c='1'/>" * 20
"""Enough attributes for the document to be counted."""


def refusal(document: bytes, charset: str | None = None, most: Limits = SMALL) -> str:
    """What the sender of a document hears."""
    with pytest.raises(OngeldigBericht) as refused:
        parsing.parse(document, charset, most)
    return refused.value.faultstring


def elements(number: int) -> bytes:
    return b"<a>" + b"<b/>" * (number - 1) + b"</a>"


def spread(number: int) -> bytes:
    """Elements with an attribute and a declaration each, which count as well."""
    return (
        b"<a>" + b"<b c='1' xmlns:d='urn:d'/>" * ((number - 1) // 3) + b"<e/>" * ((number - 1) % 3) + b"</a>"
    )


def attributes(number: int) -> bytes:
    inner = " ".join(f'x{at}="1"' for at in range(number))
    return f"<a>{FILLING}<b {inner}/></a>".encode()


def namespaces(number: int) -> bytes:
    """Half of them around the element with the other half."""
    outer = " ".join(f'xmlns:x{at}="urn:x"' for at in range(number // 2))
    inner = " ".join(f'xmlns:y{at}="urn:y"' for at in range(number - number // 2))
    return f"<a {outer}>{FILLING}<b {inner}/></a>".encode()


def tag(number: int) -> bytes:
    return b"<a><b c='" + b"x" * (number - len("<b c=''/>")) + b"'/>" + b" " * 70_000 + b"</a>"


def comment(number: int) -> bytes:
    return b"<a><!--" + b"x" * (number - len("<!---->")) + b"-->" + b" " * 70_000 + b"</a>"


def size(number: int) -> bytes:
    return b"<a>" + b"x" * (number - 7) + b"</a>"


def depth(number: int) -> bytes:
    return b"<a>" * number + b"</a>" * number


CASES: list[tuple[Callable[[int], bytes], int, int, str]] = [
    (elements, 1_000, 1_001, "meer dan 1.000 elementen en attributen"),
    (spread, 1_000, 1_001, "meer dan 1.000 elementen en attributen"),
    (attributes, 10, 11, "een element met 11 attributen; het mogen er 10 zijn"),
    (namespaces, 8, 9, "meer dan 8 namespaces op één plaats"),
    (tag, 4_000, 140_000, "een tag of commentaar van meer dan 3 kB"),
    (comment, 4_000, 140_000, "een tag of commentaar van meer dan 3 kB"),
    (size, 400_000, 400_001, "meer dan 390 kB"),
    (depth, limits.DEPTH, limits.DEPTH + 1, "te diep genest"),
]


@pytest.mark.parametrize(("make", "most", "over", "words"), CASES)
def test_a_document_up_to_a_limit_is_read_and_one_over_it_is_not(
    make: Callable[[int], bytes], most: int, over: int, words: str
) -> None:
    assert parsing.parse(make(most), limits=SMALL).tag == "a"
    assert words in refusal(make(over))


@pytest.mark.parametrize(("make", "most", "over", "words"), CASES[:-1])
def test_the_same_holds_for_a_file_that_is_read_as_a_stream(
    make: Callable[[int], bytes], most: int, over: int, words: str
) -> None:
    assert len(list(parsing.iterparse(io.BytesIO(make(most)), limits=SMALL))) >= 1
    with pytest.raises(DocumentOngeldig) as refused:
        list(parsing.iterparse(io.BytesIO(make(over)), limits=SMALL))
    (melding,) = refused.value.meldingen
    assert words in melding.tekst


def test_namespaces_of_elements_beside_each_other_do_not_add_up() -> None:
    document = b"<a>" + b'<b xmlns="urn:x" xmlns:y="urn:y"/>' * 300 + b"</a>"
    assert len(parsing.parse(document, limits=SMALL)) == 300


def test_signs_in_text_are_not_taken_for_elements_or_attributes() -> None:
    document = b"<a><![CDATA[" + b"<x y='z'" * 10_000 + b"]]></a>"
    assert parsing.parse(document, limits=SMALL).text == "<x y='z'" * 10_000


@pytest.mark.parametrize("comment", ["", "<!-- -->"], ids=["by its signs", "counted"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_texts_between_elements_count_for_the_memory_of_a_tree(comment: str, charset: str) -> None:
    most = Limits(bytes=limits.MB, elements=30_000, tree=2_400_000)
    plain = f"<a>{comment}{'<b/>' * 20_000}</a>"
    assert len(parsing.parse(plain.encode(charset), charset, most)) == 20_000
    spaced = plain.replace("<b/>", "<b/>\n")
    words = "meer elementen, attributen en teksten dan in 2 MB geheugen passen"
    assert words in refusal(spaced.encode(charset), charset, most)


def test_a_short_message_needs_no_counting() -> None:
    assert is_small(b"<a b='c'/>" * 8, SMALL)
    assert not is_small(b"<a b='c'/>" * 9, SMALL)
    assert not is_small("<a b='c'/>".encode("utf-16") * 9, SMALL)


def declarations(number: int) -> bytes:
    inner = b"".join(b"<!ENTITY e%d 'x'>" % entity for entity in range(number))
    return b"<!-- <!DOCTYPE a [ -->\n<!DOCTYPE a [" + inner + b"]><a/>"


def test_nothing_is_kept_of_what_a_document_declares() -> None:
    # The root is never reached: there is none.
    document = declarations(5_000).removesuffix(b"]><a/>")
    assert refusal(document) == GEEN_DOCTYPE
    with pytest.raises(DocumentOngeldig) as refused:
        list(parsing.iterparse(io.BytesIO(document), limits=SMALL))
    assert refused.value.tekst.startswith(GEEN_DOCTYPE)
    (melding,) = refused.value.meldingen
    assert melding.regel == 2
    with pytest.raises(OngeldigBericht) as of_head:
        parsing.parse_head(iter([document]), None, SMALL, "a")
    assert str(of_head.value) == GEEN_DOCTYPE


@pytest.mark.parametrize("doctype", [b"<!DOCTYPE a>", b"<!DOCTYPE a SYSTEM 'a.dtd'>"])
def test_a_doctype_that_holds_nothing_is_refused_too(doctype: bytes) -> None:
    assert refusal(doctype + b"<a>" + b"<b c='1'/>" * 400 + b"</a>") == GEEN_DOCTYPE


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "iso-8859-1", "iso-8859-15", "windows-1252"])
@pytest.mark.parametrize("number", [1, 400])
def test_the_character_sets_that_senders_use_are_read(charset: str, number: int) -> None:
    inner = '<b c="1"/>' * number
    document = f"<?xml version='1.0' encoding='{charset}'?><a>{inner}é</a>".encode(charset)
    assert parsing.parse(document, limits=SMALL)[-1].tail == "é"
    assert parsing.parse(document, charset.upper(), limits=SMALL)[-1].tail == "é"


@pytest.mark.parametrize("charset", ["utf-7", "cp037", "utf-32", "shift_jis", "bestaat-niet", "x" * 50_000])
@pytest.mark.parametrize("number", [1, 500])
def test_other_character_sets_are_refused(charset: str, number: int) -> None:
    inner = '<b c="1"/>' * number
    document = f"<?xml version='1.0' encoding='{charset}'?><a>{inner}</a>".encode()
    assert "Het bericht is geen welgevormde XML" in refusal(document)
    unknown = "De tekenset in Content-Type is niet bekend; verwacht: charset=utf-8, of geen."
    assert refusal(document, charset) == unknown


@pytest.mark.parametrize("charset", ["shift_jis", "bestaat-niet"])
def test_a_file_in_another_character_set_is_refused_too(charset: str) -> None:
    document = f"<?xml version='1.0' encoding='{charset}'?><a/>".encode()
    with pytest.raises(etree.XMLSyntaxError) as refused:
        list(parsing.iterparse(io.BytesIO(document), limits=SMALL))
    assert "de tekenset die het document noemt is niet bekend" in melding_of(refused.value).tekst


def test_names_of_unknown_character_sets_are_not_remembered() -> None:
    inner = '<b c="1"/>' * 500
    for number in range(3):
        assert refusal(f"<?xml version='1.0' encoding='onzin-{number}'?><a>{inner}</a>".encode())
        assert refusal(b"<a/>", f"onzin-{number}")
    assert not [name for name in REMEMBERED if "onzin" in name]


def test_python_knows_every_character_set_that_is_read() -> None:
    assert {name for name in CHARSETS if "".encode(name) == b"" or name.startswith("utf")} == set(CHARSETS)


@pytest.mark.parametrize(
    "document", [b"<a>" + b"<b/>" * 900 + b"<c></a>", b"<a>" + b"<b/>" * 900 + b"<c:d/></a>"]
)
def test_what_is_not_well_formed_is_explained_as_before(document: bytes) -> None:
    assert re.fullmatch(
        r"Het bericht is geen welgevormde XML: .* \(regel 1 van het bericht\); verwacht: .*\.",
        refusal(document),
    )


def test_counting_stops_where_a_document_breaks() -> None:
    document = b"<a></b>" + b"<c/>" * 100_000
    assert "met een andere naam afgesloten" in refusal(document, most=replace(SMALL, bytes=limits.MB))


def test_what_only_one_of_the_parsers_takes_for_a_document_is_refused() -> None:
    """A name may begin with this sign since the fifth edition of XML, which expat does not follow."""
    refused = refusal(f"<a>{FILLING}<!-- --><\u2070x/></a>".encode())
    assert (
        refused
        == "Het bericht is geen welgevormde XML: het XML is niet welgevormd; verwacht: welgevormde XML."
    )


def test_what_comes_after_a_fault_counts_for_the_size_alone() -> None:
    meter = Meter(replace(SMALL, bytes=1_000))
    for piece in (b"<a></b>", b"<c/>" * 200):
        meter.feed(piece)
    assert (meter.broken, meter.fed) == (5, 807)
    with pytest.raises(LimitExceeded, match="meer dan 0 kB"):
        meter.feed(b"<c/>" * 200)


def test_a_declaration_can_be_the_one_too_many() -> None:
    meter = Meter(replace(SMALL, elements=3))
    with pytest.raises(LimitExceeded, match="meer dan 3 elementen en attributen"):
        meter.feed(b"<a x='1'><b/><c xmlns:d='urn:d'/>")
