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
    assert any("staat niet in de namespace" in tekst for tekst in told(bare))


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
