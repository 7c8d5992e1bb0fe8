"""The canonical form of a message with many namespaces is the same to the byte, however it is written."""

import io

import pytest
from lxml import etree

from uwlr_service.formats.uwlr import vorm
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN

MANY = " ".join(f'xmlns:p{at}="urn:p:{at}"' for at in range(28))
INNER = "<school>é</school>" + '<toets key="a&amp;b">\n <code>&lt;1</code></toets>' * 400


def message(*, around: str = "", root: str = "", inner: str = INNER, prefix: str = "") -> etree._Element:
    name = f"{prefix}leerresultaten_verzoek"
    declared = f'xmlns{f":{prefix[:-1]}" if prefix else ""}="{LEERRESULTATEN}"'
    document = f'<s:E xmlns:s="urn:s" {around}><s:B><{name} {declared} {root}>{inner}</{name}></s:B></s:E>'
    return etree.fromstring(document)[0][0]


MESSAGES = {
    "at the root": {"root": MANY},
    "around it": {"around": MANY},
    "with a prefix": {"around": MANY, "prefix": "lr:"},
    "used within": {"root": MANY, "inner": INNER + "<p3:x p4:y='1'/>"},
    "used at the root": {"around": MANY, "root": "p5:a='1' b='2' p2:a='3'"},
    "declared again within": {"root": MANY, "inner": INNER + "<p3:x xmlns:p3='urn:p:3'/>"},
    "another within": {"root": MANY, "inner": INNER + "<x xmlns:p3='urn:q'/>"},
    "none within": {"root": MANY, "inner": INNER + "<x xmlns=''/>"},
    "two prefixes": {"root": MANY + " xmlns:q='urn:p:1'", "inner": INNER + "<q:x/><p1:y/>"},
    "a text that looks like one": {"root": MANY, "inner": INNER + "<x> xmlns:p3='urn:q'</x>"},
    "few": {},
}


@pytest.mark.parametrize("parts", MESSAGES.values(), ids=MESSAGES)
def test_the_form_is_that_of_libxml2(parts: dict[str, str]) -> None:
    expected = io.BytesIO()
    etree.ElementTree(message(**parts)).write_c14n(expected)
    written = io.BytesIO()
    vorm.write_form(message(**parts), written)
    assert written.getvalue() == expected.getvalue()


def test_libxml2_sees_only_the_namespaces_that_are_used() -> None:
    element = message(around=MANY, inner=INNER + "<p3:x/>")
    vorm.write_form(element, io.BytesIO())
    assert set(element.nsmap) == {None, "p3", "s"}


def test_a_namespace_that_is_no_address_has_no_form() -> None:
    with pytest.raises(etree.C14NError):
        vorm.write_form(message(root=MANY + " xmlns:q='deel'"), io.BytesIO())
