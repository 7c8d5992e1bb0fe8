"""Findings of a schema: the sentence, the line and the place, also far down in a long document."""

import io

import pytest
from lxml import etree

from tests.support.messages.results import resultaat, toetsafname, verzoek
from uwlr_service.formats import parsing, schemas
from uwlr_service.formats.findings import findings, line_of, place_of, streamed
from uwlr_service.formats.gkv.namespaces import GKV

SCHEMA = schemas.LEERRESULTATEN["2.2"]
FAR = 70_000
"""A line that no element of libxml2 can hold: its field ends at 65535."""


def told(message: str) -> list[str]:
    return [melding.tekst for melding in findings(SCHEMA, parsing.parse(message.encode()))]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (verzoek().replace("<toetsen>", "<!-- --><toetsen>tekst"), "'toetsen' mag geen tekst bevatten"),
        (
            verzoek(toetsafname("L1", resultaat().replace("</resultaat>", "<iets/></resultaat>"))),
            "'iets' staat hier niet op zijn plaats",
        ),
        (
            verzoek().replace("<score>7</score>", "<score><cijfer/></score>"),
            "'score' mag geen elementen bevatten",
        ),
        (
            verzoek().replace("<score>", '<score kleur="rood">'),
            "het attribuut 'kleur' is hier niet toegestaan",
        ),
    ],
)
def test_a_fault_has_a_sentence_of_its_own(message: str, text: str) -> None:
    assert any(tekst.startswith(text) for tekst in told(message))


def test_an_element_without_its_namespace_is_told_as_such() -> None:
    bare = verzoek().replace("<toetsafnames>", '<toetsafnames xmlns="">', 1)
    assert "'toetsafnames' staat in geen namespace" in told(bare)


def far_down(inner: str) -> etree._Element:
    """The first element in a root that begins on line FAR."""
    text = "<root>" + "\n" * (FAR - 1) + inner + "</root>"
    return etree.parse(io.BytesIO(text.encode())).getroot()[0]


@pytest.mark.parametrize(
    "inner",
    [
        "<a>one\ntwo\nthree</a>",
        "<a><b>one\ntwo</b></a>",
        "<a/>one\ntwo",
        "<a/><b>one\ntwo</b>",
    ],
    ids=["text in it", "a child", "text behind it", "a neighbour"],
)
def test_the_line_of_an_element_far_down_is_where_it_begins(inner: str) -> None:
    assert line_of(far_down(inner)) == FAR


def test_a_fault_far_down_is_told_on_its_line() -> None:
    wrong = resultaat("R1", "zeven").replace("<score>", "\n" * FAR + "<score>")
    (melding,) = findings(SCHEMA, parsing.parse(verzoek(toetsafname("L1", wrong)).encode()))
    assert (melding.regel, melding.key) == (FAR + 1, "R1")
    assert melding.tekst == "'score' heeft niet de juiste vorm"


def test_what_is_nowhere_has_no_place() -> None:
    assert place_of(None) is None


def test_a_streamed_fault_has_the_sentence_and_never_the_value() -> None:
    basis = f'<basis xmlns="{GKV}" versie="1.0"><onbekend>geheim</onbekend></basis>'.encode()
    with pytest.raises(etree.XMLSyntaxError) as caught:
        for _ in etree.iterparse(io.BytesIO(basis), schema=schemas.GKV_MANIFEST.compiled()):
            pass
    melding = streamed(caught.value)
    assert melding.tekst == "'basis' is geen bekend element"
    assert melding.regel is None


ENVELOPE = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body>{}</s:Body></s:Envelope>'


def test_a_place_begins_at_the_payload_of_a_message() -> None:
    root = parsing.parse(ENVELOPE.format("<a><b/></a>").encode())
    assert place_of(root[1][0][0]) == "/a/b"
    assert place_of(root[1]) == "/Envelope/Body"


def test_a_step_has_a_number_only_where_there_are_several_of_that_name() -> None:
    root = etree.fromstring('<a><b/><x:c xmlns:x="urn:x"/><c/><b><d/></b></a>')
    assert [place_of(element) for element in root] == ["/a/b[1]", "/a/c[1]", "/a/c[2]", "/a/b[2]"]
    assert place_of(root[3][0]) == "/a/b[2]/d"


def test_a_fault_in_a_large_message_has_the_line_of_the_message() -> None:
    resultaten = "\n".join(resultaat(f"R{number}", "zeven") for number in range(500))
    message = ENVELOPE.format(f"\n<!-- a\ncomment -->{verzoek(toetsafname('L1', resultaten))}")
    meldingen = findings(SCHEMA, parsing.parse(message.encode())[1][0])
    assert [melding.regel for melding in meldingen[:3]] == [3, 4, 5]


def test_a_reference_that_leads_nowhere_has_its_place() -> None:
    dangling = resultaat("R2").replace("T1", "T9")
    message = verzoek(toetsafname("L1", resultaat("R1") + dangling), toetsafname("L2", resultaat("R3")))
    (melding,) = findings(SCHEMA, parsing.parse(message.encode()))
    assert (melding.tekst, melding.key) == ("er is geen 'toets' met toetscode 'T9'", "R2")
    place = "/leerresultaten_verzoek/toetsafnames/toetsafname[1]/resultaten/resultaat[2]/toetscode"
    assert (melding.pad, melding.is_inhoud) == (place, True)


def test_a_key_that_is_missing_is_told_once() -> None:
    assert told(verzoek().replace('<resultaat key="R1"', "<resultaat")) == [
        "in 'resultaat' ontbreekt een attribuut: key"
    ]


def test_a_key_that_is_there_twice_is_told_by_its_name() -> None:
    toets = "<toets><toetscode>T1</toetscode></toets>"
    message = verzoek().replace("</toetsen>", f"{toets}</toetsen>")
    (melding,) = findings(SCHEMA, parsing.parse(message.encode()))
    assert melding.tekst == "'toetscode' van 'toets' komt meer dan eens voor"
    assert melding.verwacht == "een toetscode die verder niet voorkomt"


@pytest.mark.parametrize(
    ("old", "new", "verwacht"),
    [
        ("<toetsen>", "<toetsen>tekst", "alleen elementen, zonder tekst ertussen"),
        ("<score>7</score>", "<score><c/></score>", "alleen tekst"),
        ("<score>", '<score kleur="rood">', "score zonder dit attribuut"),
        ('<resultaat key="R1">', "<resultaat>", "het attribuut key"),
        (
            'key="R1"',
            'x:key="R1" xmlns:x="urn:x"',
            "resultaat zonder dit attribuut; attributen staan hier in geen namespace",
        ),
        ("</toetsen>", "</toetsen><toetsen/>", "hier geen element meer"),
        ("<score>7</score>", "<anderresultaat/>", "een xsi:type dat partijen hebben afgesproken"),
        ("<score>7</score>", "", "versie, toetsonderdeelcode, score, osoresultaat of anderresultaat"),
        ("<score>7</score>", "<score/>", "een heel getal, 0 of hoger"),
        ("<toetscode>T1</toetscode>", '<toetscode xmlns="">T1</toetscode>', "toetscode in de namespace http"),
    ],
)
def test_a_finding_says_what_was_expected(old: str, new: str, verwacht: str) -> None:
    first = findings(SCHEMA, parsing.parse(verzoek().replace(old, new, 1).encode()))[0]
    assert str(first.verwacht).startswith(verwacht)
    assert str(first).endswith(f"; verwacht: {first.verwacht}")
