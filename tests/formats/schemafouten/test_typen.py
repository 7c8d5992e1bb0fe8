"""Every simple type in xsd/ says in words what it takes, whichever of its facets is broken."""

import re
from pathlib import Path

import pytest
from lxml import etree

from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemafouten.typen import of_type, words_of
from uwlr_service.formats.schemas import XS, XSD, Schema
from uwlr_service.formats.verwachting import BUILT_IN, DECIMALS, INTEGERS, NAAMLOOS, TEKST, VORM

FILES = sorted(XSD.rglob("*.xsd"))
WRONG = ("", "x", "-1", "7,5", "é", "@ @", "2026", "02-11-2026", "9" * 60, "0.123456789", "x" * 300, "a\nb")
PATTERN = re.compile(r"\\p|\[[^\]]*\]|\{\d|\(\?|\.\*|\\\.")
"""What gives a regular expression away."""


def simple_types() -> list[tuple[Path, etree._Element]]:
    """Every simple type, those without a name included."""
    types = []
    for path in FILES:
        schema = etree.parse(str(path)).getroot()
        types += [(path, simple) for simple in schema.iter(f"{XS}simpleType")]
    return types


TYPES = simple_types()


class Driver(Schema):
    """A schema with one element of a type of another one."""

    def __init__(self, path: Path, simple: etree._Element) -> None:
        super().__init__(str(path))
        self._simple = simple

    def document(self) -> etree._ElementTree:
        own = self._simple.getroottree().getroot()
        namespace = own.get("targetNamespace")
        driver = etree.Element(f"{XS}schema", nsmap={"xs": XS.strip("{}"), "t": namespace or "urn:none"})
        location = self.path.resolve().as_uri()
        if namespace is None:
            etree.SubElement(driver, f"{XS}include", schemaLocation=location)
        else:
            etree.SubElement(driver, f"{XS}import", namespace=namespace, schemaLocation=location)
        element = etree.SubElement(driver, f"{XS}element", name=name_of(self._simple))
        naam = self._simple.get("name")
        if naam is not None:
            element.set("type", naam if namespace is None else f"t:{naam}")
        else:
            prefix = "" if namespace is None else "t:"
            copy = etree.fromstring(etree.tostring(self._simple))
            for restriction in copy.iter(f"{XS}restriction"):
                base = restriction.get("base")
                if ":" not in base:
                    restriction.set("base", prefix + base)
            element.append(copy)
        return etree.ElementTree(etree.fromstring(etree.tostring(driver)))


def name_of(case: object) -> str:
    if isinstance(case, Path):
        return case.name
    assert isinstance(case, etree._Element)
    return str(case.get("name") or case.getparent().get("name"))


@pytest.mark.parametrize(("path", "simple"), TYPES, ids=name_of)
def test_every_type_says_in_words_what_it_takes(path: Path, simple: etree._Element) -> None:
    schema = Driver(path, simple)
    refused = 0
    for value in WRONG:
        element = etree.Element(name_of(simple))
        element.text = value
        for melding in findings(schema, element):
            refused += 1
            assert melding.verwacht, melding
            assert not PATTERN.search(melding.verwacht), melding
            assert melding.verwacht not in (NAAMLOOS, VORM, TEKST), melding
            assert len(value) < 5 or value not in melding.tekst + melding.verwacht
    assert refused or simple.find(f"{XS}list") is not None


@pytest.mark.parametrize(("path", "simple"), TYPES, ids=name_of)
def test_the_words_of_a_whole_type_hold_no_pattern(path: Path, simple: etree._Element) -> None:
    words = words_of(simple, {})
    assert not PATTERN.search(words)
    assert VORM not in words


@pytest.mark.parametrize("naam", [*INTEGERS, *DECIMALS, *BUILT_IN])
def test_every_type_of_xml_schema_has_words(naam: str) -> None:
    assert of_type(f"xs:{naam}") == of_type(f"{XS}{naam}")
    assert of_type(f"xs:{naam}") not in (TEKST, NAAMLOOS)


@pytest.mark.parametrize(
    ("naam", "words"),
    [
        ("{http://www.edustandaard.nl/leerresultaten/2/leerresultaten}tpScore", "een heel getal, 0 of hoger"),
        (
            "{http://www.edustandaard.nl/leerresultaten/2/leerresultaten}tpKleurcode",
            "een heel getal van 0 tot en met 255",
        ),
        (
            "{http://www.edustandaard.nl/leerresultaten/2/leerresultaten}tpSchoolcijfer",
            "een getal van 1.00 tot en met 10.00, met een punt voor de decimalen",
        ),
        ("EDEXGeslachtType", "0, 1, 2 of 9"),
        ("EDEXLrlGewichtNieuwType", "?; 0; 0,3 of 1,2"),
        ("EDEXBrincodeType", "twee cijfers en twee hoofdletters, zoals 99XX"),
        ("EDEXKeyType", "1 tot en met 64 tekens"),
        ("{urn:van-een-partner}eigen", NAAMLOOS),
    ],
)
def test_a_type_has_the_words_of_its_facets(naam: str, words: str) -> None:
    assert of_type(naam) == words


def simple(inner: str) -> etree._Element:
    """A simple type by what is in it."""
    space = XS.strip("{}")
    return etree.fromstring(f'<xs:simpleType xmlns:xs="{space}">{inner}</xs:simpleType>')


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<xs:list itemType="xs:anyURI"/>', TEKST),
        ('<xs:restriction base="onbekend"/>', TEKST),
        ('<xs:restriction base="xs:date"/>', "een datum als JJJJ-MM-DD, zoals 2026-11-14"),
        ('<xs:restriction base="xs:string"><xs:length value="3"/></xs:restriction>', "precies 3 tekens"),
        ('<xs:restriction base="xs:string"><xs:maxLength value="1"/></xs:restriction>', "hoogstens 1 teken"),
        (
            '<xs:restriction><xs:simpleType><xs:restriction base="xs:integer"><xs:maxInclusive value="9"/>'
            '</xs:restriction></xs:simpleType><xs:minInclusive value="2"/></xs:restriction>',
            "een heel getal van 2 tot en met 9",
        ),
        (
            '<xs:restriction base="xs:nonPositiveInteger"/>',
            "een heel getal, 0 of lager",
        ),
    ],
)
def test_a_type_of_any_other_kind_has_words(inner: str, words: str) -> None:
    assert words_of(simple(inner), {}) == words
